import { expect, it } from 'vitest';
import { type Report, tableOf } from './table';
import { cellsOf } from './testing/reports';

it('puts our times beside PyTorch’s of the same size', () => {
	const ours = {
		forward: 50,
		evaluation: 120,
		ratio: 2.4,
		peakBytes: 3 * 2 ** 20,
		estimatedBytes: 4 * 2 ** 20,
	};
	const measured = { ...ours, stock: 960, stockRatio: 8 };
	const report: Report = {
		date: '',
		machine: '',
		browser: '',
		network: '',
		results: [
			{ backend: { name: 'wasm', reason: '', threads: 2 }, size: 128, measured },
			{
				backend: { name: 'webgpu', reason: '' },
				size: 64,
				measured: ours,
			},
		],
		torch: { version: '2', threads: 2, sizes: { 128: { layout: 'contiguous', forward: 30, evaluation: 60 } } },
	};
	const [, wasm, webgpu] = cellsOf(tableOf(report));
	expect(wasm).toEqual([
		'wasm, 2 threads',
		'128',
		'50.0 ms',
		'120 ms',
		'2.40x',
		'960 ms',
		'8.00x',
		'60.0 ms',
		'2.00x',
		'3 MB',
		'4 MB',
	]);
	expect(webgpu).toEqual(['webgpu', '64', '50.0 ms', '120 ms', '2.40x', '', '', '', '', '3 MB', '4 MB']);
});
