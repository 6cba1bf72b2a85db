import { expect, it } from 'vitest';
import { openingOf } from './openingOf';

const caption = (text: string, similarity: number, likelihood?: number) => ({
	text,
	similarity,
	source: 'sampled' as const,
	...(likelihood === undefined ? {} : { likelihood }),
});

it('takes the caption that is near and likely, and whose grammar is clear', () => {
	const captions = [
		caption('a photo of a dog in the snow', 0.9, -0.5),
		caption('a dog runs up a fence tail', 0.6, -3),
		caption('a dog runs in the snow', 0.5, -0.5),
	];
	expect(openingOf(captions)).toEqual({ opening: 'A dog ran in the snow.', title: 'The Dog in the Snow' });
});

it('prefers captions that are not known to be doubtful', () => {
	const doubtful = { ...caption('a dog runs in the snow', 0.9, -0.5), probability: 0.3 };
	const sure = { ...caption('a cat sleeps on a bed', 0.4, -1), probability: 0.8 };
	expect(openingOf([doubtful, sure]).opening).toBe('A cat slept on a bed.');
	expect(openingOf([doubtful]).opening).toBe('A dog ran in the snow.');
});

it('finds nothing where no caption is clear', () => {
	expect(openingOf([caption('a photo of a dog', 0.9)])).toEqual({});
});
