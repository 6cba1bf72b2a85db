import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readCatalogue, resolveStyle } from './styles';

const catalogue = [
	{ id: 'starry-night', title: 'The Starry Night', painter: 'Vincent van Gogh' },
	{ id: 'starry-night-over-the-rhone', title: 'Starry Night over the Rhône', painter: 'Vincent van Gogh' },
	{ id: 'cafe-terrace', title: 'Café Terrace at Night', painter: 'Vincent van Gogh' },
];
const idOf = (text: string) => {
	const style = resolveStyle(text, catalogue);
	return style.kind === 'pack' ? style.id : undefined;
};

describe('readCatalogue', () => {
	it('finds the built-in styles before the first build', () => {
		expect(readCatalogue().map(({ id }) => id)).toContain('starry-night');
	});
});

describe('resolveStyle', () => {
	it('finds a style by id, by title, and by a part that one title alone has', () => {
		expect(idOf('starry-night')).toBe('starry-night');
		expect(idOf('the starry night')).toBe('starry-night');
		expect(idOf('Starry Night over the Rhone')).toBe('starry-night-over-the-rhone');
		expect(idOf('cafe terrace')).toBe('cafe-terrace');
	});

	it('takes a file that exists as a picture', () => {
		const file = fileURLToPath(import.meta.url);
		expect(resolveStyle(file, catalogue)).toEqual({ kind: 'picture', file });
	});

	it('lists what could be meant, or all there is', () => {
		expect(() => resolveStyle('starry', catalogue)).toThrow(
			'--style "starry" could be several: The Starry Night; Starry Night over the Rhône. Write more of the title.',
		);
		expect(() => resolveStyle('guernica.jpg', catalogue)).toThrow(/neither a picture file nor a built-in style/);
		expect(() => resolveStyle('!', catalogue)).toThrow(/Built in: The Starry Night; /);
	});
});
