import { describe, expect, it } from 'vitest';
import { parseBirdVocabulary } from '../../networks/birdVocabulary.shared';
import { mostWords, problemAdvice, readSentence } from './sentence';

const listed = [
	...['red', 'orange', 'white', 'blue', 'purple'].map((word) => ({ word, kind: 'colour', count: 50 })),
	...['head', 'wings', 'tail'].map((word) => ({ word, kind: 'part', count: 40 })),
	...['bird', 'duck'].map((word) => ({ word, kind: 'kind', count: 90 })),
	...['beak', 'curved'].map((word) => ({ word, kind: 'bill', count: 30 })),
	...['a', 'with', 'and', 'the', "bird's"].map((word) => ({ word, kind: 'other', count: 99 })),
	{ word: 'small', kind: 'size', count: 60 },
	{ word: 'wing', kind: 'part', count: 4 },
];
const document = { words: listed, next: { '': ['a', 'the'], a: ['small', 'red'] } };
const vocabulary = parseBirdVocabulary(document);
const read = (text: string) => readSentence(text, vocabulary);

describe('readSentence', () => {
	it('reads known words in lower case, and tells where each stands', () => {
		const text = 'A small,  Red-headed BIRD’s tail!';
		const reading = read(text);
		expect(reading.read).toBe("a small red bird's tail");
		for (const word of reading.words) expect(text.slice(word.start, word.end)).toBe(word.text);
		expect(reading.words.map(({ text, known }) => [text, known?.kind])).toEqual([
			['A', 'other'],
			['small', 'size'],
			['Red', 'colour'],
			['headed', undefined],
			['BIRD’s', 'other'],
			['tail', 'part'],
		]);
		expect(reading.problem).toBeUndefined();
	});

	it('has nothing to say of a sentence whose words are all known', () => {
		expect(read('a small bird with red wings')).toMatchObject({ read: 'a small bird with red wings', notes: [] });
	});

	it.each([
		['wihte', 'white'],
		['Winks', 'wings'],
		['wng', 'wing'],
		['hippopotamus', undefined],
		['xy', undefined],
	])('%s is nearest to %s', (word, nearest) => {
		expect(read(`a bird ${word}`).words.at(-1)?.nearest).toBe(nearest);
	});

	it('names what was left out, each word once and not all of many', () => {
		expect(read('a shiny bird').notes).toEqual(['“shiny”: left out, because it is not in the network’s vocabulary.']);
		const [note] = read('bird one two three four five six seven one').notes;
		expect(note).toMatch(/^“one”, “two”, “three”, “four”, “five” and 2 more: left out, because they are/);
	});

	it('warns of a colour that is seldom drawn, once', () => {
		expect(read('a purple bird with a purple head').notes).toEqual([
			'“purple”: the network has seen too few such birds, and will probably draw another colour.',
		]);
	});

	it.each([
		['a red car', 'a red bird'],
		['orange', 'an orange bird'],
		['red and white and red', 'a red and white bird'],
		['white, red, blue and orange things', 'a white red and blue bird'],
		['the small', 'a bird'],
		['a curved', 'a bird'],
	])('of "%s", which has no bird, makes "%s" and says so', (text, bird) => {
		const { read: sentence, notes, problem } = read(text);
		expect(sentence).toBe(bird);
		expect(notes.at(-1)).toBe(`Only birds can be drawn here, so this is “${bird}”.`);
		expect(problem).toBeUndefined();
	});

	it.each(['red wings', 'a small beak', 'the duck'])('takes "%s" for a bird as it is', (text) => {
		expect(read(text)).toMatchObject({ read: text, notes: [] });
	});

	it.each([
		['', 'empty'],
		[' \n\t', 'empty'],
		['маленькая красная птица', 'unknown'],
		['小さな赤い鳥', 'unknown'],
		['12345 !?', 'unknown'],
		['constructor __proto__', 'unknown'],
	] as const)('of %j the problem is that it is %s', (text, problem) => {
		expect(read(text)).toMatchObject({ read: '', problem });
	});

	it('says what to do about other scripts', () => {
		expect(read('鳥').notes).toEqual([problemAdvice.unknown]);
	});

	it('reads the first 40 words of 2,000, and marks the rest', () => {
		const { words, read: sentence, notes } = read('bird '.repeat(1999).concat('wingz'));
		expect(words).toHaveLength(2000);
		expect(words.filter(({ beyond }) => beyond)).toHaveLength(2000 - mostWords);
		expect(words.at(-1)).toMatchObject({ text: 'wingz', beyond: true });
		expect(words.at(-1)?.nearest).toBeUndefined();
		expect(sentence.split(' ')).toHaveLength(mostWords);
		expect(notes).toEqual(['Only the first 40 of 2,000 words are read.']);
	});
});

describe('parseBirdVocabulary', () => {
	it('keeps words by name and what follows them', () => {
		expect(vocabulary.words.get('red')).toEqual({ word: 'red', kind: 'colour', count: 50 });
		expect(vocabulary.next.get('')).toEqual(['a', 'the']);
	});

	it.each([
		undefined,
		[],
		{},
		{ ...document, words: [] },
		{ ...document, words: [{ word: 'red', kind: 'paint', count: 1 }] },
		{ ...document, words: [{ word: '', kind: 'other', count: 1 }] },
		{ ...document, words: [{ word: 'red', kind: 'colour' }] },
		{ ...document, next: { a: 'small' } },
		{ words: listed },
	])('refuses %j', (value) => {
		expect(() => parseBirdVocabulary(value)).toThrow(expect.objectContaining({ code: 'model-invalid' }));
	});
});
