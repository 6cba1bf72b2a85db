/** How pictures become the squares that the Find tab's network looks at: only a browser can decode them. */
import type { Page } from '@playwright/test';
import { expect, test } from './support/enginePage';
import { empty, gigantic, notAPicture, png, sample, sideways, type TestFile, transparent } from './support/pictures';

const file = (buffer: Buffer): Pick<TestFile, 'buffer'> => ({ buffer });

/** RGB rows of rows; null for what is no picture. */
async function squaresOf(page: Page, size: number, files: readonly Pick<TestFile, 'buffer'>[]) {
	const encoded = files.map(({ buffer }) => buffer.toString('base64'));
	const squares = await page.evaluate(
		({ encoded, size }) => {
			const bytes = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
			const pictures = encoded.map((text) => new Blob([bytes(text)]));
			return window.tools.engine.run('squares', { pictures, size });
		},
		{ encoded, size },
	);
	return squares.map((square) => square && ((x: number, y: number) => square.slice((y * size + x) * 3).slice(0, 3)));
}

test('pictures are stretched to a square and smoothed, on white, upright', async ({ engineAt }) => {
	const page = await engineAt('?backend=cpu');
	const size = 32;
	const halves = png(40, 20, 'rgb', (x) => (x < 20 ? [255, 0, 0] : [0, 0, 255]));
	const checks = png(512, 384, 'grey', (x, y) => [(x + y) % 2 === 0 ? 255 : 0]);
	const [half, check, clear, upright, turned] = await squaresOf(page, size, [
		file(halves),
		file(checks),
		transparent(),
		sample('coffee'),
		sideways('coffee'),
	]);
	for (const y of [0, 31]) {
		expect(half?.(4, y)).toEqual([1, 0, 0]);
		expect(half?.(27, y)).toEqual([0, 0, 1]);
	}
	for (const [x, y] of [
		[1, 1],
		[16, 9],
		[30, 30],
	] as const) {
		for (const value of check?.(x, y) ?? [9]) expect(Math.abs(value - 0.5)).toBeLessThan(0.05);
		expect(clear?.(Math.floor(x / 3), y)).toEqual([1, 1, 1]);
	}
	let [off, moved] = [0, 0];
	for (let y = 0; y < size; y++) {
		for (let x = 0; x < size; x++) {
			const wanted = upright?.(y, size - 1 - x) ?? [];
			const [got, same] = [turned?.(x, y) ?? [], upright?.(x, y) ?? []];
			off += wanted.reduce((sum, value, c) => sum + Math.abs(value - (got[c] ?? 9)), 0) / (3 * size * size);
			moved += wanted.reduce((sum, value, c) => sum + Math.abs(value - (same[c] ?? 9)), 0) / (3 * size * size);
		}
	}
	expect(off).toBeLessThan(0.02);
	expect(moved).toBeGreaterThan(0.1);
});

test('unreadable files are reported, and do not stop the others', async ({ engineAt }) => {
	const page = await engineAt('?backend=cpu');
	const squares = await squaresOf(page, 16, [notAPicture(), empty(), gigantic(), sample('coffee')]);
	expect(squares.map((square) => square === null)).toEqual([true, true, true, false]);
});
