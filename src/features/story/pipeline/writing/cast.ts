/**
 * Gives a story's people and places their names. The decoder knows only a few of each kind, which it was trained to keep
 * apart (training/tales/cast.py): the first woman is always Lucy to it, whatever the story calls her.
 */
import { seededUniform } from '../../../../nets/prng';
import lists from './names.json' with { type: 'json' };

const kinds = ['female', 'male', 'surname', 'place'] as const;

/** The decoder's names by kind, in the order in which it uses them. */
export type DecoderNames = Readonly<Record<(typeof kinds)[number], readonly string[]>>;

export interface Cast {
	/** Puts the story's names in place of the decoder's. */
	toStory(text: string): string;
	/** Puts the decoder's names in place of the story's. */
	toDecoder(text: string): string;
}

const capitalised = /(?<![\p{L}'’])\p{Lu}\p{Ll}+/gu;

/**
 * Casts a story: names in the text that it begins with keep their parts, the others are drawn.
 *
 * @param seed the same gives the same names
 */
export function createCast(decoderNames: DecoderNames, begin: string, seed: number): Cast {
	const random = seededUniform(seed);
	const said = new Set(begin.match(capitalised));
	const pairs = kinds.flatMap((kind) => {
		const known = lists[kind].split(' ');
		const heard = [...said].filter((word) => known.includes(word));
		const free = known.filter((name) => !said.has(name));
		return decoderNames[kind].map((own, at) => {
			const drawn = free[Math.floor(random() * free.length)] as string;
			free.splice(free.indexOf(drawn), 1);
			return [own, heard[at] ?? drawn] as const;
		});
	});
	return { toStory: renaming(pairs), toDecoder: renaming(pairs.map(([own, told]) => [told, own])) };
}

function renaming(pairs: readonly (readonly [from: string, to: string])[]): (text: string) => string {
	const names = new Map(pairs);
	return (text) => text.replace(capitalised, (word) => names.get(word) ?? word);
}
