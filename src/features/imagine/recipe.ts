import { appVersion } from '../../library/recipe';
import { AtelierError } from '../../models/errors';
import { largestSeed } from '../../options/declare';
import { readOptions } from '../../options/read';
import { imagineOptions } from './options';
import type { Bird, Stages } from './types';

/** Of this layout of recipes; readers take older and newer ones as far as they understand them. */
export const recipeVersion = 1;

/** How a bird was drawn: everything that draws it again on the same device. */
export interface ImagineRecipe extends Bird {
	readonly app: 'Atelier';
	readonly appVersion: string;
	readonly version: number;
	readonly tab: 'imagine';
	/** ISO 8601. */
	readonly created: string;
	readonly truncation: number;
	/** Birds on its sheet. */
	readonly samples: number;
	readonly stages: Stages;
	readonly backend: string;
	/** SHA-256 over the networks that took part. */
	readonly modelHash: string;
}

/** What is read back: complete and in range. */
export interface ReadImagineRecipe {
	readonly bird: Bird;
	readonly truncation: number;
	readonly samples: number;
	readonly stages: Stages;
	readonly modelHash: string;
	/** What was left out or changed, in sentences. */
	readonly notes: readonly string[];
}

interface Made {
	readonly bird: Bird;
	readonly truncation: number;
	readonly samples: number;
	readonly stages: Stages;
	readonly backend: string;
	readonly modelHash: string;
}

/** Of one bird, by either stage. */
export function recipeOf({ bird, ...how }: Made, when: Date): ImagineRecipe {
	const { text, seed, near, towards } = bird;
	return {
		app: 'Atelier',
		appVersion,
		version: recipeVersion,
		tab: 'imagine',
		created: when.toISOString(),
		text,
		seed,
		...(near && { near }),
		...(towards && { towards }),
		...how,
	};
}

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isSeed = (value: unknown): value is number => Number.isInteger(value) && held(value as number, 0, largestSeed);
const isShare = (value: unknown): value is number => isNumber(value) && held(value, 0, 1);
const held = (value: number, min: number, max: number): boolean => value >= min && value <= max;

const lost = (what: string): string => `The recipe’s ${what} makes no sense here and was left out.`;

function nearOf({ near }: Json, notes: string[]): Pick<Bird, 'near'> {
	if (near === undefined) return {};
	const steps = Array.isArray(near) ? near : [];
	if (steps.length > 0 && steps.every((step) => isObject(step) && isSeed(step.seed) && isShare(step.distance))) {
		return { near: steps.map(({ seed, distance }) => ({ seed, distance })) };
	}
	notes.push(lost('nearness to another bird'));
	return {};
}

function towardsOf({ towards }: Json, notes: string[]): Pick<Bird, 'towards'> {
	if (towards === undefined) return {};
	if (isObject(towards) && isText(towards.text) && isShare(towards.share)) {
		const { text, share, seed } = towards;
		return { towards: { text, share, ...(isSeed(seed) && { seed }) } };
	}
	notes.push(lost('way to another sentence'));
	return {};
}

/** Whether something is meant as a bird's recipe; reading it may still find nonsense inside. */
export const isImagineRecipe = (raw: unknown): boolean =>
	isObject(raw) && raw.app === 'Atelier' && raw.tab === 'imagine';

/**
 * A recipe as far as it can be understood: a file may come from another version, or from anywhere.
 * @throws AtelierError `recipe-invalid` when it is no recipe of Imagine at all, or has no sentence
 */
export function readImagineRecipe(raw: unknown): ReadImagineRecipe {
	if (!isObject(raw) || !isImagineRecipe(raw)) {
		const advice = 'Its settings cannot be restored.';
		throw new AtelierError('recipe-invalid', `What lies in this file is no recipe of Imagine. ${advice}`);
	}
	if (!isText(raw.text)) {
		throw new AtelierError(
			'recipe-invalid',
			'The recipe in this file has no sentence: the bird cannot be drawn again.',
		);
	}
	const { seed, truncation, samples } = raw;
	const { options, notes: optionNotes } = readOptions(imagineOptions, { seed, truncation, samples });
	const notes = [...optionNotes];
	return {
		bird: {
			text: raw.text,
			seed: options.seed,
			...nearOf(raw, notes),
			...towardsOf(raw, notes),
		},
		truncation: options.truncation,
		samples: options.samples,
		stages: raw.stages === 1 ? 1 : 2,
		modelHash: isText(raw.modelHash) ? raw.modelHash : '',
		notes,
	};
}

/** A line for the library: which seed, and what it is near to or on its way to. */
export function describeBird(raw: unknown): string | undefined {
	if (!isObject(raw) || !isImagineRecipe(raw)) return undefined;
	try {
		const { bird, stages } = readImagineRecipe(raw);
		const parts = [
			stages === 1 ? 'sketch' : undefined,
			`seed ${bird.seed}`,
			bird.near && `near it by ${bird.near.map(({ distance }) => distance).join(' and ')}`,
			bird.towards && `${Math.round(100 * bird.towards.share)} % towards “${bird.towards.text}”`,
		];
		return parts.filter(Boolean).join(', ');
	} catch {
		return undefined; // without a sentence: the picture is still a picture
	}
}
