import { expect, it } from 'vitest';
import { sentenceOfUnknown } from './unknownWords';

it('names the word and offers what is near', () => {
	const unknown = { word: 'puppyy', spelling: ['puppy'], meaning: ['dog', 'dogs'] };
	expect(sentenceOfUnknown(unknown)).toBe(
		'The captioner does not know “puppyy”; spelt nearly so: puppy; of near meaning: dog, dogs.',
	);
	expect(sentenceOfUnknown({ ...unknown, spelling: [] })).toBe(
		'The captioner does not know “puppyy”; of near meaning: dog, dogs.',
	);
	expect(sentenceOfUnknown({ word: 'xyz', spelling: [], meaning: [] })).toBe(
		'The captioner does not know “xyz”, and none is near it.',
	);
});
