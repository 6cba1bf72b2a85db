/** Judges drafts of a sentence: whether they fit the picture and the style, and repeat nothing. */

import { functionWords } from '../../../../networks/shared/functionWords';
import type { ThoughtVector } from '../../types';
import { combine, dot, product } from '../vectors';
import { isBarred } from '../wordFilter';
import type { Judge } from './drafts';
import { wordsOf } from './words';

export interface JudgeOptions {
	/** Encodes sentences to thought vectors of length 1. */
	encode(sentences: readonly string[]): Promise<readonly ThoughtVector[]>;
	/** Maps a sentence's thought towards that of the next one, [width, width], flat. */
	readonly next?: Float32Array | undefined;
	/** Mean thought of the picture's captions. */
	readonly picture: ThoughtVector;
	/** Mean thought of all captions, c, and of the style, b. */
	readonly captions: ThoughtVector;
	readonly style: ThoughtVector;
}

/** Weights of the parts of a score; cosines and shares are about as large. */
const PICTURE = 0.3;
const STYLE = 0.5;
const NEXT = 0.5;
const REPETITION = 1.2;
const PRONOUN = 0.5;
/** A word is repeated if it is among this many last words of the story. */
const RECENT = 80;

/** @returns a function from the story so far to its judge */
export function createJudge({ encode, next, picture, captions, style }: JudgeOptions): (story: string) => Judge {
	const difference = (a: ThoughtVector, b: ThoughtVector) =>
		combine([
			[a, 1],
			[b, -1],
		]);
	const shift = difference(style, captions);
	return (story) => {
		const said = new Set(contentWords(story).slice(-RECENT));
		const person = personOf(wordsOf(story));
		return async (drafts) => {
			const last = next && lastSentence(story);
			const [before, ...vectors] = await encode([last || drafts[0] || '', ...drafts]);
			const expected = next && last && before ? product(next, before) : undefined;
			return drafts.map((draft, at) => {
				if (draft.split(' ').some(isBarred) || saysTwice(draft)) return Number.NEGATIVE_INFINITY;
				const vector = vectors[at] as ThoughtVector;
				const words = contentWords(draft);
				const repeated = words.filter((word) => said.has(word)).length / Math.max(3, words.length);
				const changed = person !== undefined && personOf(wordsOf(draft)) === opposite[person] ? 1 : 0;
				const fits = PICTURE * cosine(vector, picture) + STYLE * cosine(difference(vector, captions), shift);
				const follows = expected ? NEXT * cosine(vector, expected) : 0;
				return fits + follows - REPETITION * repeated - PRONOUN * changed;
			});
		};
	};
}

const lastSentence = (story: string) => /[^.!?\n]*[.!?"']*\s*$/.exec(story.trimEnd())?.[0].trim();

const cosine = (a: ThoughtVector, b: ThoughtVector) => dot(a, b) / Math.max(1e-9, Math.hypot(...a) * Math.hypot(...b));

/** Whether something is joined with itself: "Lucy and Lucy", "a boy and a boy", but not "on and on". */
const saysTwice = (draft: string) =>
	[...draft.matchAll(/\b(\p{L}+(?: \p{L}+)?)(?:,| and| or) \1s?\b/giu)].some(([, said = '']) =>
		wordsOf(said).some(
			(word) => word.length > 2 && !functionWords.has(word) && !/er$|^(?:again|over|out|years)$/.test(word),
		),
	);

const contentWords = (text: string) => wordsOf(text).filter((word) => word.length > 3 && !functionWords.has(word));

type Person = 'he' | 'she';
const opposite = { he: 'she', she: 'he' } as const;
const words = (list: string) => new Set(list.split(' '));
const ofPerson: Readonly<Record<Person, ReadonlySet<string>>> = {
	he: words('he him his himself man boy men boys father brother son uncle king prince husband guy mr'),
	she: words(
		'she her hers herself woman girl women girls mother sister daughter aunt queen princess wife lady mrs miss',
	),
};

/** Whether a text speaks of men only or of women only; undefined where of both or neither. */
function personOf(found: readonly string[]): Person | undefined {
	const [he, she] = [found.some((word) => ofPerson.he.has(word)), found.some((word) => ofPerson.she.has(word))];
	if (he === she) return undefined;
	return he ? 'he' : 'she';
}
