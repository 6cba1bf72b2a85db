/** Reads the values of `--genre`. */

import type { GenreId } from '../../src/features/story/options';
import { genres } from '../../src/features/story/options';
import { UsageError } from '../flags';

export interface WeightedGenre {
	readonly id: GenreId;
	readonly weight: number;
}

/** The same styles for every picture, or the six genres in turn. */
export type GenrePlan = readonly WeightedGenre[] | 'each';

/** Normalises a name: case, spaces, hyphens and underscores do not matter. */
const plain = (text: string) =>
	text
		.toLowerCase()
		.replace(/[^a-z]+/g, ' ')
		.trim();

/** The genre with this name, or the only one whose name begins with it. */
function resolve(text: string): GenreId {
	const wanted = plain(text);
	const names = ({ id, label }: (typeof genres)[number]) => [plain(id), plain(label)];
	const exact = genres.find((genre) => names(genre).includes(wanted));
	const near = genres.filter((genre) => wanted !== '' && names(genre).some((name) => name.startsWith(wanted)));
	const [found] = exact === undefined && near.length === 1 ? near : [exact];
	if (found !== undefined) return found.id;
	const list = genres.map(({ id }) => id).join(', ');
	throw new UsageError(`--genre "${text}" is none of ${list}, and not "each" for all of them in turn.`);
}

function weighted(text: string): WeightedGenre {
	const [, name = '', weight = '1'] = /^([^=]*)(?:=(.*))?$/s.exec(text) ?? [];
	const value = Number(weight);
	if (weight.trim() === '' || !Number.isFinite(value) || value < 0) {
		throw new UsageError(`--genre ${text}: after "=" stands the weight, a number of 0 or more, as in romance=2.`);
	}
	return { id: resolve(name), weight: value };
}

/**
 * Reads genres with their weights.
 *
 * @param given values of `--genre`, such as `['romance=2', 'mystery']`
 * @throws UsageError for unknown names, invalid weights, a repeated genre, and `each` together with others
 */
export function genrePlan(given: readonly string[]): GenrePlan {
	if (given.includes('each')) {
		if (given.length > 1) throw new UsageError('--genre each takes all genres in turn: give no other beside it.');
		return 'each';
	}
	const plan = given.map(weighted);
	for (const [at, { id }] of plan.entries()) {
		if (plan.findIndex((other) => other.id === id) < at) throw new UsageError(`--genre ${id} is given twice.`);
	}
	return plan;
}

/** The genres for one picture. @param at the picture's index */
export function genresFor(plan: GenrePlan, at: number): readonly WeightedGenre[] {
	return plan === 'each' ? [{ id: genres[at % genres.length]?.id as GenreId, weight: 1 }] : plan;
}
