import { describe, expect, it } from 'vitest';
import type { StyleEntry } from './catalogue';
import { groupStyles, searchStyles } from './styleSearch';

const style = (title: string, painter: string, place = ''): StyleEntry => ({
	...{ id: title, title, painter, place, year: '1888', source: '', thumbnail: '', swatches: [] },
});
const cafe = style('Café Terrace at Night', 'Vincent van Gogh', 'Kröller-Müller Museum, Otterlo');
const wave = style('The Great Wave', 'Katsushika Hokusai');
const crows = style('Wheatfield with Crows', 'Vincent van Gogh', 'Van Gogh Museum, Amsterdam');
const kiss = style('The Kiss', 'Gustav Klimt');
const all = [wave, cafe, kiss, crows];

describe('styles', () => {
	it('are found by painting, painter, place or year, whatever the accents', () => {
		const found = (query: string) => searchStyles(all, query);
		expect(found('')).toEqual(all);
		expect(found('cafe')).toEqual([cafe]);
		expect(found('GOGH amst')).toEqual([crows]);
		expect(found('otterlo')).toEqual([cafe]);
		expect(found('1888 kis')).toEqual([kiss]);
		expect(found('picasso')).toEqual([]);
	});

	it('stand by painter, those with one style together', () => {
		expect(groupStyles(all)).toEqual([
			{ painter: 'Vincent van Gogh', styles: [cafe, crows] },
			{ painter: 'Other painters', styles: [wave, kiss] },
		]);
		expect(groupStyles([wave, kiss])).toEqual([{ painter: 'Painters', styles: [wave, kiss] }]);
		expect(groupStyles([])).toEqual([]);
	});
});
