import { describe, expect, it } from 'vitest';
import { fileName } from './save';

describe('a file name', () => {
	it.each([
		['Chelsea, The Starry Night', 'chelsea-the-starry-night.png'],
		['Café / Terrace: ..\\x', 'café-terrace-x.png'],
		['夜のガ', '夜のガ.png'],
		['Scan 2024.03.15', 'scan-2024-03-15.png'],
		['///', 'picture.png'],
		['con', 'con-.png'],
		['a'.repeat(200), `${'a'.repeat(60)}.png`],
	])('of %s', (title, name) => expect(fileName(title, 'png')).toBe(name));
});
