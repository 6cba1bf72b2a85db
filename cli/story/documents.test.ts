import { expect, it } from 'vitest';
import type { AutomatedStory } from '../../src/app/tabs/story/automationTypes';
import { defaultStoryOptions } from '../../src/features/story/options';
import { documentOf, entryOf, genreText, vectorsOf } from './documents';

const vector = (...values: number[]) => Buffer.from(Float32Array.from(values).buffer).toString('base64');
const nearest = [{ text: 'a dog runs', similarity: 0.5, source: 'bank' as const }];
const map = { genres: [], captions: [1, 2], neutral: [0, 0], style: [3, 4], shifted: [4, 6] } as const;
const words = [{ text: 'Once', probability: 0.2, others: [] }];
const story: AutomatedStory = {
	text: 'Once.',
	written: 1,
	firstWord: 0.5,
	seconds: 2,
	filtered: 0,
	stopped: false,
	backend: 'wasm',
	modelHash: 'model',
	stages: [
		{ stage: 'encodeImage', seconds: 0.1, features: [3, 2], blank: false },
		{ stage: 'captions', seconds: 0.2, sampled: 100 },
		{ stage: 'rank', seconds: 0.3, bank: 20000, nearest },
		{ stage: 'encodeText', seconds: 0.4, norm: 0.8 },
		{ stage: 'shift', seconds: 0.5, map, before: vector(0.1, -1), after: vector(0.25, 1 / 3) },
	],
	passages: ['a dog runs'],
	words,
	markdown: '# dog',
};
const task = {
	picture: 'dog.jpg',
	styles: [{ name: 'romance', weight: 1 }],
	options: { ...defaultStoryOptions, seed: 9 },
};

it('gives a list the story, its captions, and the stages’ times', () => {
	expect(entryOf(task, story)).toEqual({
		picture: 'dog.jpg',
		genre: 'romance',
		seed: 9,
		captions: ['a dog runs'],
		text: 'Once.',
		written: 1,
		filtered: 0,
		blank: false,
		stages: ['encodeImage', 'captions', 'rank', 'encodeText', 'shift'].map((stage, at) => ({
			stage,
			seconds: (at + 1) / 10,
		})),
		seconds: 2,
		firstWord: 0.5,
	});
});

it('gives a single story every stage’s output; vectors stand apart, as numbers', () => {
	const document = documentOf({ ...task, begin: 'It rained.' }, story);
	expect(document).toMatchObject({ begin: 'It rained.', passages: ['a dog runs'], words, options: task.options });
	expect(document.stages.slice(0, 4)).toEqual(story.stages.slice(0, 4));
	expect(document.stages[4]).toEqual({ stage: 'shift', seconds: 0.5, map });
	expect(vectorsOf(story)).toEqual({ vectors: { before: [0.1, -1], after: [0.25, 0.3333333] } });
});

it('names one genre by itself and a blend with its weights', () => {
	expect(genreText(task.styles)).toBe('romance');
	expect(genreText([...task.styles, { name: 'my text', weight: 2 }])).toBe('romance=1 + my text=2');
});
