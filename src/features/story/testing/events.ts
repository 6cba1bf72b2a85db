import type { Stage, StoryProgress, StoryResult, StoryWord } from '../types';

export const word = (text: string, probability = 0.5): StoryWord => ({ text, probability, others: [] });

export const wordsOf = (text: string): StoryWord[] => (text.match(/\s*\S+/g) ?? []).map((part) => word(part));

/** A progress event with these words; `written` counts them and the ones before. */
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
