import { expect, it } from 'vitest';
import { tokenise } from './tokenise';

/** The same sentences as in training/tests/test_captioner.py. */
it.each([
	["A man's T-shirt, and/or hat!", ['a', 'mans', 't', 'shirt', 'and', 'or', 'hat']],
	['Café\tnaïve  2 dogs.', ['cafe', 'naive', '2', 'dogs']],
	['犬が走る', []],
	['', []],
])('%j', (text, words) => {
	expect(tokenise(text)).toEqual(words);
});
