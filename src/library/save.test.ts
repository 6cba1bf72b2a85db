import { describe, expect, it } from 'vitest';
import { fileName } from './save';

describe('a file name', () => {
	it.each([
		['Chelsea, The Starry Night', 'chelsea-the-starry-night.png'],
		['Café / Terrace: ..\\x', 'cafe-terrace-x.png'],
		['夜', 'picture.png'],
		['a'.repeat(200), `${'a'.repeat(60)}.png`],
	])('of %s', (title, name) => expect(fileName(title, 'png')).toBe(name));
});
