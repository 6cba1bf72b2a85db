/** The command `words`: similar words and analogies, by the captioner's word embeddings. */
import type { NearWordsResult } from '../../src/features/find/types';
import { command } from '../command';
import { ask } from '../find/ask';
import { sentenceOfUnknown } from '../find/unknownWords';
import { type Flags, type FlagTable, UsageError } from '../flags';
import { inStudio } from '../studio';
import { studioFlags, studioOptions } from '../studioFlags';

const ownFlags = {
	like: { kind: 'text', value: 'WORD', help: 'Lists the words nearest to this one.' },
	analogy: {
		kind: 'text',
		value: '"A B C"',
		help: 'a is to b as c is to ?: lists the words nearest to b - a + c, without these three.',
	},
	top: { kind: 'number', min: 1, max: 100, step: 1, default: 10, help: 'How many words to list.' },
	...studioFlags,
} as const satisfies FlagTable;

export type WordsQuestion =
	| { readonly like: string }
	| { readonly analogy: readonly [a: string, b: string, c: string] };

/** @throws UsageError unless exactly one question is asked, and an analogy has three words */
export function questionOf({ like, analogy }: Flags<typeof ownFlags>): WordsQuestion {
	if ((like === undefined) === (analogy === undefined)) {
		throw new UsageError('Give either --like WORD or --analogy "A B C".');
	}
	const words = (like ?? analogy ?? '').trim().split(/[\s,:]+/);
	const [a = '', b = '', c = ''] = words;
	if (like !== undefined) {
		if (words.length !== 1 || a === '') throw new UsageError(`--like takes one word, not "${like}".`);
		return { like: a };
	}
	if (words.length !== 3)
		throw new UsageError(`--analogy takes three words, such as "man woman boy", not "${analogy}".`);
	return { analogy: [a, b, c] };
}

export const words = command({
	summary: 'Lists similar words, or completes an analogy.',
	example: 'npm run atelier -- words --analogy "man woman boy"',
	flags: ownFlags,
	async run(flags) {
		const question = questionOf(flags);
		const count = flags.top ?? ownFlags.top.default;
		const answer = await inStudio(studioOptions(flags), (page): Promise<NearWordsResult> => {
			if ('like' in question) return ask(page, 'nearWords', { word: question.like, count });
			const [a, b, c] = question.analogy;
			return ask(page, 'analogy', { a, b, c, count });
		});
		if ('unknown' in answer) throw new UsageError(answer.unknown.map(sentenceOfUnknown).join('\n'));
		return { ...question, words: answer.found };
	},
});
