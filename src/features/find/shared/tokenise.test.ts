import { expect, it } from 'vitest';
import { tokenise } from './tokenise';

/** What training/captioner/text.py gives; the first three stand in training/tests/test_captioner.py too. */
it.each([
	["A man's T-shirt, and/or hat!", ['a', 'mans', 't', 'shirt', 'and', 'or', 'hat']],
	['Café\tnaïve  2 dogs.', ['cafe', 'naive', '2', 'dogs']],
	['犬が走る', []],
	["The dog's ball , a RED-and/white one .", ['the', 'dogs', 'ball', 'a', 'red', 'and', 'white', 'one']],
	['Café naïve Ångström', ['cafe', 'naive', 'angstrom']],
	['two\tmen\nin a  row', ['two', 'men', 'in', 'a', 'row']],
	['ﬁne ½ x² №5', ['fine', '12', 'x2', 'no5']],
	['“quoted” – dashes — “”', ['quoted', 'dashes']],
	['собака 犬 🐕', []],
	['İstanbul', ['istanbul']],
	[' -/- ', []],
	['', []],
])('%j', (text, words) => {
	expect(tokenise(text)).toEqual(words);
});
