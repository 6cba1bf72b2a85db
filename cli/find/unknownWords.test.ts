import { expect, it } from 'vitest';
import { sentenceOfUnknown } from './unknownWords';

it('names the word and suggests others', () => {
	const unknown = { word: 'puppyy', spelling: ['puppy'], meaning: ['dog', 'dogs'] };
	expect(sentenceOfUnknown(unknown)).toBe(
		'The captioner does not know “puppyy” (similar spelling: puppy; similar meaning: dog, dogs).',
	);
	expect(sentenceOfUnknown({ ...unknown, spelling: [] })).toBe(
		'The captioner does not know “puppyy” (similar meaning: dog, dogs).',
	);
	expect(sentenceOfUnknown({ word: 'xyz', spelling: [], meaning: [] })).toBe('The captioner does not know “xyz”.');
});
