/**
 * Measures large paintings in the studio itself: the memory that their tensors held, beside what was said before, and
 * the time of a step. A few steps suffice, because memory does not grow after them.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { inStudio } from '../cli/studio';
import { root } from '../scripts/build';
import { estimateMemory } from '../src/features/paint/memory';
import { defaultPaintOptions, type PaintOptions } from '../src/features/paint/options';
import type { PaintRequest, PaintResult } from '../src/features/paint/types';
import { machine } from './browse';
import { markdownTable } from './table';

interface PosterOptions {
	/** Of the paintings, px. */
	readonly sizes: readonly (readonly [width: number, height: number])[];
	readonly steps: number;
	readonly say: (line: string) => void;
}

export interface PosterRow {
	readonly steps: number;
	readonly width: number;
	readonly height: number;
	/** Bytes told before the painting began. */
	readonly told: number;
	/** Most bytes in tensors. */
	readonly peak: number;
	/** Bytes of the WASM heap. */
	readonly heap: number;
	readonly secondsPerStep: number;
}

interface Question {
	readonly photo: Uint8Array<ArrayBuffer>;
	/** Width / height. */
	readonly aspect: number;
	readonly options: PaintOptions;
}

const paint = (page: Page, question: Question) =>
	page.evaluate(async ({ photo, aspect, options }: Question) => {
		if (window.atelier === undefined) throw new Error('The page has no automation.');
		const bitmap = await createImageBitmap(new Blob([photo]));
		const across = Math.min(bitmap.width, bitmap.height * aspect);
		const canvas = new OffscreenCanvas(across, across / aspect);
		canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
		const { engine } = window.atelier;
		const request: PaintRequest = {
			content: await canvas.convertToBlob(),
			styles: [{ source: { kind: 'pack', id: 'starry-night' }, weight: 1 }],
			options,
			network: 'perception',
		};
		await engine.start();
		await engine.memory();
		const { picture, seconds, evaluations } = (await engine.run('paint', request)) as PaintResult;
		const { peakBytes, deviceBytes } = await engine.memory();
		const { width, height } = picture;
		return { width, height, peak: peakBytes, heap: deviceBytes, secondsPerStep: seconds / evaluations };
	}, question);

export async function benchPoster({ sizes, steps, say }: PosterOptions) {
	const photo = new Uint8Array(readFileSync(join(root, 'public/samples/chelsea.jpg')));
	const rows: PosterRow[] = [];
	for (const [width, height] of sizes) {
		say(`${width} x ${height} px ...`);
		const aspect = width / height;
		const options = {
			...defaultPaintOptions,
			size: Math.max(width, height),
			evaluations: steps,
			ladder: 'off',
		} as const;
		const told = estimateMemory({ options, aspect, backend: 'wasm' });
		// Each in a page of its own: a heap never shrinks.
		const painted = await inStudio({ backend: 'wasm', onProgress: say }, (page) =>
			paint(page, { photo, aspect, options }),
		);
		rows.push({ steps, told, ...painted });
	}
	return { date: new Date().toISOString(), machine: machine(), rows };
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;

export const posterTable = (rows: readonly PosterRow[]): string =>
	markdownTable([
		['painted', 'told before', 'peak in tensors', 'told/peak', 'heap', 'steps', 'seconds a step'],
		...rows.map(({ width, height, steps, told, peak, heap, secondsPerStep }) => [
			`${width} × ${height} px`,
			megabytes(told),
			megabytes(peak),
			(told / peak).toFixed(2),
			megabytes(heap),
			String(steps),
			secondsPerStep.toFixed(0),
		]),
	]);
