import { expect, it } from 'vitest';
import { imagineTable } from './imagineTable';
import { rowsOf } from './testing/reports';

it('puts each figure beside its floor, parts beside the whole, and both stages beside the first', () => {
	const rows = rowsOf(imagineTable, {
		birds: 8,
		read: 40,
		firstSketch: 120,
		stageOne: 600,
		lastSketch: 640,
		firstDetail: 1060,
		both: 12_000,
		ratio: 18,
	});
	expect(rows).toEqual([
		'eight sketches, stage I alone | 600 ms |  | 1500 ms | 600 ms | 0.40x',
		'- the sentence read | 40.0 ms | 7%',
		'- the first sketch on the page | 120 ms | 20%',
		'- one sketch | 70.0 ms | 12%',
		'eight birds, both stages | 12.0 s | 18.00x | 2500 ms | 1200 ms | 4.80x',
		'- until the last sketch | 640 ms | 5%',
		'- until the first detail | 1060 ms | 9%',
		'- one detail | 1420 ms | 12%',
	]);
});
