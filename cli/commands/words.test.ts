import { expect, it } from 'vitest';
import { parseFlags } from '../flags';
import { questionOf, words } from './words';

const question = (...given: string[]) => questionOf(parseFlags(words.flags, given) as Parameters<typeof questionOf>[0]);

it('asks for neighbours or completes an analogy', () => {
	expect(question('--like', ' boy ')).toEqual({ like: 'boy' });
	expect(question('--analogy', 'man woman boy')).toEqual({ analogy: ['man', 'woman', 'boy'] });
	expect(question('--analogy', 'man, woman, boy')).toEqual({ analogy: ['man', 'woman', 'boy'] });
});

it('says what it takes', () => {
	expect(() => question()).toThrow(/either --like WORD or --analogy/);
	expect(() => question('--like', 'boy', '--analogy', 'man woman boy')).toThrow(/either --like/);
	expect(() => question('--like', 'a boy')).toThrow('--like takes one word, not "a boy".');
	expect(() => question('--like', '  ')).toThrow(/takes one word/);
	expect(() => question('--analogy', 'man woman')).toThrow(/takes three words.*not "man woman"/);
	expect(() => question('--top', '0', '--like', 'boy')).toThrow('--top takes a whole number from 1 to 100, not 0.');
});
