/** Runs of words that a story has said, so that none is said three times. */
import { wordsOf } from './words';

const RUN = 4;

export class WordRuns {
	private readonly counts = new Map<string, number>();
	private last: readonly string[] = [];

	/** Whether a text behind all others would say a run for the third time. */
	isThird(text: string): boolean {
		return this.runsWith(wordsOf(text)).some((run) => (this.counts.get(run) ?? 0) >= 2);
	}

	add(text: string): void {
		const words = wordsOf(text);
		for (const run of this.runsWith(words)) this.counts.set(run, (this.counts.get(run) ?? 0) + 1);
		this.last = [...this.last, ...words].slice(1 - RUN);
	}

	private runsWith(words: readonly string[]): string[] {
		const all = [...this.last, ...words];
		return words.flatMap((_, at) => {
			const end = this.last.length + at + 1;
			return end < RUN ? [] : [all.slice(end - RUN, end).join(' ')];
		});
	}
}
