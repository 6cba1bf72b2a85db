/** Judges drafts of a sentence: whether they fit the picture, the style and the story, and repeat nothing. */

import { functionWords } from '../../../../networks/shared/functionWords';
import type { ThoughtVector } from '../../types';
import { combine, dot, product } from '../vectors';
import { isBarred } from '../wordFilter';
import type { DecoderNames } from './cast';
import type { Judge } from './drafts';
import { People } from './people';
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
	/** The direction in which a story's last sentence lies from the others, of length 1. */
	readonly ending: ThoughtVector;
	/** How typical words are of the style, about -0.5 to 1, in lower case. */
	readonly typical: ReadonlyMap<string, number>;
	/** Phrases of four words in lower case that stories have too often. */
	readonly stock: readonly string[];
	/** The names of people that the decoder writes. */
	readonly names: Pick<DecoderNames, 'male' | 'female'>;
}

/** Weights of the parts of a score; cosines and shares are about as large. */
const PICTURE = 0.3;
const STYLE = 0.5;
const TYPICAL = 0.5;
const NEXT = 0.5;
const REPETITION = 1.2;
const PRONOUN = 0.5;
const NEWCOMER = 0.5;
const OWN_NAME = 0.5;
const STOCK = 0.25;
const ENDING = 1.5;
/** A word is repeated if it is among this many last words of the story. */
const RECENT = 80;

/**
 * @returns a function from the story so far to its judge; a draft of `remaining` words or more will be the story's last sentence
 */
export function createJudge(options: JudgeOptions): (story: string, remaining: number) => Judge {
	const { encode, next, picture, captions, style, typical, ending, names } = options;
	const shift = difference(style, captions);
	const people = new People(names);
	const stock = new Set(options.stock);
	return (story, remaining) => {
		const said = new Set(contentWords(story).slice(-RECENT));
		const disorderOf = people.after(story);
		const lastWords = wordsOf(story).slice(1 - PHRASE);
		return async (drafts) => {
			const last = next && lastSentence(story);
			const [before, ...vectors] = await encode([last || drafts[0] || '', ...drafts]);
			const expected = next && last && before ? product(next, before) : undefined;
			return drafts.map((draft, at) => {
				if (draft.split(' ').some(isBarred) || saysTwice(draft)) return Number.NEGATIVE_INFINITY;
				const vector = vectors[at] as ThoughtVector;
				const fits = PICTURE * cosine(vector, picture) + STYLE * cosine(difference(vector, captions), shift);
				const follows = expected ? NEXT * cosine(vector, expected) : 0;
				const ends = wordsOf(draft).length >= remaining ? ENDING * cosine(vector, ending) : 0;
				const content = contentWords(draft).filter((word) => !people.names.has(word));
				const shareOf = (sum: number) => sum / Math.max(3, content.length);
				const repeated = shareOf(content.filter((word) => said.has(word)).length);
				const styled = TYPICAL * shareOf(content.reduce((sum, word) => sum + (typical.get(word) ?? 0), 0));
				const worn = phrasesOf([...lastWords, ...wordsOf(draft)]).filter((phrase) => stock.has(phrase)).length;
				const { changesGender, newcomers, addressesSelf } = disorderOf(draft);
				const disorder = (changesGender ? PRONOUN : 0) + NEWCOMER * newcomers + (addressesSelf ? OWN_NAME : 0);
				return fits + styled + follows + ends - REPETITION * repeated - STOCK * worn - disorder;
			});
		};
	};
}

const difference = (a: ThoughtVector, b: ThoughtVector) =>
	combine([
		[a, 1],
		[b, -1],
	]);

/** Words of a stock phrase. */
const PHRASE = 4;

const phrasesOf = (words: readonly string[]) =>
	words.slice(PHRASE - 1).map((_, at) => words.slice(at, at + PHRASE).join(' '));

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
