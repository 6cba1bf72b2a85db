import { describe, expect, it } from 'vitest';
import { publishedJson } from '../../models/testing/published';
import { parseBirdParts } from '../../networks/birdParts.shared';
import { parseBirdVocabulary } from '../../networks/birdVocabulary.shared';
import { readSentence } from './sentence';
import sentences from './testing/told.json' with { type: 'json' };
import { toldIn } from './told';

const vocabulary = parseBirdVocabulary(publishedJson('stackgan/words.json'));
const parts = parseBirdParts(publishedJson('scorer/config.json'));
const told = (text: string) =>
	Object.fromEntries(
		toldIn(readSentence(text, vocabulary).read, vocabulary, parts).map(({ slot, colour }) => [slot, colour]),
	);

describe('what a sentence tells', () => {
	it.each(sentences.judged.map((one) => [one.text, one.told]))('is that of Python’s judge: %s', (text, wanted) => {
		expect(told(text)).toEqual(wanted);
	});

	it.each(sentences.composed.map((one) => [one.text, one.told]))('is that of the grammar: %s', (text, wanted) => {
		expect(told(text)).toEqual(wanted);
	});

	it.each([
		['a small bird with a red head, white belly and black wings', { head: 'red', belly: 'white', wings: 'black' }],
		['its head is red and its wings are black', { head: 'red', wings: 'black' }],
		['the head and the tummy are white', { head: 'white', belly: 'white' }],
		['a bird that is red with black wings', { body: 'red', wings: 'black' }],
		['a bird covered in blue feathers', { body: 'blue' }],
		['a white breast with brown spots', { breast: 'white' }],
		['the wings are black with white tips', { wings: 'black' }],
		['a black bird with white on its wings', { body: 'black' }],
		['a black bird with a white eye, short tail feathers and an orange beak', { body: 'black', beak: 'orange' }],
		['a grey breast, belly and vent, black wings', { breast: 'grey', belly: 'grey', wings: 'black' }],
		['red', { body: 'red' }],
	])('of “%s” is plain', (text, wanted) => {
		expect(told(text)).toEqual(wanted);
	});

	it.each([
		'a bird with white wing bars',
		'a bird with a red and black head',
		'a bird with a red spotted breast',
		'a bird with a light brown belly',
		'a reddish brown bird with a purple head',
		'a red head and a black head',
		'a long beak and black eyes',
		'a constructor',
	])('of “%s” is nothing', (text) => {
		expect(told(text)).toEqual({});
	});
});

describe('the parts in the scorer’s configuration', () => {
	it.each([undefined, [], {}, { nouns: {}, words: [] }, { nouns: { head: 1 }, words: {} }])('are not %j', (value) => {
		expect(() => parseBirdParts(value)).toThrow(expect.objectContaining({ code: 'model-invalid' }));
	});
});
