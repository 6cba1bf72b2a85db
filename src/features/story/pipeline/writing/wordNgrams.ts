/** Counts the n-grams of a story's words, so that none occurs three times. */
import { wordsOf } from './words';

/** Words of an n-gram. */
const NGRAM = 4;

export class WordNgrams {
	private readonly counts = new Map<string, number>();
	private last: readonly string[] = [];

	/** Whether appending a text would complete an n-gram for the third time. */
	isThird(text: string): boolean {
		return this.ngramsWith(wordsOf(text)).some((ngram) => (this.counts.get(ngram) ?? 0) >= 2);
	}

	add(text: string): void {
		const words = wordsOf(text);
		for (const ngram of this.ngramsWith(words)) this.counts.set(ngram, (this.counts.get(ngram) ?? 0) + 1);
		this.last = [...this.last, ...words].slice(1 - NGRAM);
	}

	private ngramsWith(words: readonly string[]): string[] {
		const all = [...this.last, ...words];
		return words.flatMap((_, at) => {
			const end = this.last.length + at + 1;
			return end < NGRAM ? [] : [all.slice(end - NGRAM, end).join(' ')];
		});
	}
}
