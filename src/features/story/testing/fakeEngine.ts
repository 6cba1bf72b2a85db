import type { RunOptions } from '../../../engine/protocol';
import { abortError } from '../../../models/errors';
import type { Stage, StoryProgress, StoryRequest, StoryResult, StoryWord } from '../types';

export interface Asked {
	readonly name: string;
	readonly request: StoryRequest & { readonly text: string; readonly name: string };
	readonly options: RunOptions<unknown>;
	tell(event: unknown): void;
	resolve(result: unknown): void;
	reject(error: unknown): void;
}

/** An engine whose jobs do what the test says. It stops on cancel at its next turn, as the real one does. */
export function fakeEngine() {
	const asked: Asked[] = [];
	const run = (name: string, request: Asked['request'], options: RunOptions<unknown> = {}) =>
		new Promise((resolve, reject) => {
			const tell = (event: unknown) => options.onProgress?.(event);
			asked.push({ name, request, options, tell, resolve, reject });
			options.signal?.addEventListener('abort', () => queueMicrotask(() => reject(abortError())));
		});
	const last = (): Asked => {
		const one = asked.at(-1);
		if (one === undefined) throw new Error('nothing was asked');
		return one;
	};
	/** Until the store has asked for so many jobs. */
	const askedFor = async (count: number): Promise<Asked> => {
		for (let turn = 0; turn < 50 && asked.length < count; turn++) await Promise.resolve();
		if (asked.length !== count) throw new Error(`${asked.length} jobs were asked for, not ${count}`);
		return last();
	};
	return { engine: { run: run as never }, asked, last, askedFor };
}

export const word = (text: string, probability = 0.5): StoryWord => ({ text, probability, others: [] });

export const wordsOf = (text: string): StoryWord[] => (text.match(/\s*\S+/g) ?? []).map((part) => word(part));

/** The event of these words, after `written - words` others. */
export const said = (text: string, written = wordsOf(text).length): StoryProgress => ({
	type: 'words',
	words: wordsOf(text),
	written,
	seconds: 1,
});

export const look: Stage = { stage: 'encodeImage', seconds: 0.1, features: [3, 1], blank: false };

export const resultOf = (text: string, more: Partial<StoryResult> = {}): StoryResult => ({
	text,
	written: wordsOf(text).length,
	firstWord: 1,
	seconds: 4,
	stages: [look],
	filtered: 0,
	stopped: false,
	backend: 'wasm',
	modelHash: 'row',
	...more,
});
