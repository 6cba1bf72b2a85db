/** Makes a table of Story's figures and their goals. */
import { type Goal, goalTable, goalRow as row, share } from './goals';
import type { StoryTimes } from './page/storyQuestions';
import type { BenchReport } from './session';

export type StoryReport = BenchReport & StoryTimes;

/** The slice's own table. */
const goals = {
	firstWord: { floor: 1500, aim: 1000 },
	story: { floor: 4000, aim: 2500 },
} satisfies Record<string, Goal>;

/** A Markdown table with aligned columns. */
export function storyTable({ firstWord, stages, story, word, token, sampled, bank }: StoryReport): string {
	const { encodeImage, captions, rank, encodeText, shift } = stages;
	const part = (what: string, value: number) => row(what, value, share(value, firstWord));
	return goalTable([
		row('first word from a file', firstWord, '', goals.firstWord),
		part('- decoding and perception', encodeImage),
		part(`- ${sampled} captions sampled`, captions),
		part(`- ranked, with ${bank.toLocaleString('en')} of the bank`, rank),
		part('- thought vectors', encodeText),
		part('- style shift', shift),
		part('- the word itself, and the way to the page', firstWord - encodeImage - captions - rank - encodeText - shift),
		row('story of 120 words from a file', story, '', goals.story),
		row('- one word', word, ''),
		row('- one token', token, ''),
	]);
}
