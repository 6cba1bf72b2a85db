import { describe, expect, it } from 'vitest';
import { hasOtherScript, replaceWord } from './replaceWord';

describe('a word of a sentence', () => {
	it.each([
		['a dgo in the snow', 'dgo', 'dog', 'a dog in the snow'],
		['A  Dgo, running', 'dgo', 'dog', 'A  dog running'],
		['dgo-sled and dgo', 'dgo', 'dog', 'dog-sled and dog'],
		['the kidz’ café', 'cafe', 'restaurant', 'the kidz’ restaurant'],
		['the kidz’ café', 'kidz', 'kids', 'the kids café'],
		['dgos', 'dgo', 'dog', 'dgos'],
	])('%s: %s becomes %s', (text, word, by, changed) => expect(replaceWord(text, word, by)).toBe(changed));
});

describe('another script', () => {
	it.each(['犬が走る', 'a собака', 'dog كلب'])('%s', (text) => expect(hasOtherScript(text)).toBe(true));
	it.each(['a dog!', 'café, naïve', '2 dogs – “running”', ''])('is not in %j', (text) =>
		expect(hasOtherScript(text)).toBe(false),
	);
});
