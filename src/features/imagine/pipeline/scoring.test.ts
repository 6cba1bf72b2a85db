import { expect, it } from 'vitest';
import { ranked } from './scoring';

it('ranks sketches by the colours that are told', () => {
	const scores = [
		[0.5, 0.9],
		[0.9, 0.9],
		[0.1, 0.2],
	].map((likely) => ({ likely, spread: 0.1 }));
	expect(ranked(scores)).toEqual([1, 0, 2]);
});

it('prefers one head to two, if the colours are about as likely', () => {
	const scores = [
		{ likely: [0.95], spread: 0.3 },
		{ likely: [0.9], spread: 0.08 },
		{ likely: [0.2], spread: 0.07 },
	];
	expect(ranked(scores)).toEqual([1, 0, 2]);
});
