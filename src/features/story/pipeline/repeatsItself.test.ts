import { expect, it } from 'vitest';
import { repeatsItself } from './repeatsItself';

it('knows a caption that says a thing twice', () => {
	expect(repeatsItself('a cat with a cat on the sofa'.split(' '))).toBe(true);
	expect(repeatsItself('a man and a woman sit on a bench'.split(' '))).toBe(false);
});
