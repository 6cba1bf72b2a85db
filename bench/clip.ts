/**
 * Measures how much painted clips flicker: the mean difference of each frame from the one before, moved along the flow of
 * the clip, where both show the same. The clip is a pan with a zoom over a sample photo.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { inStudio } from '../cli/studio';
import { root } from '../scripts/build';
import { defaultClipOptions } from '../src/features/paint/clips/options';
import { defaultPaintOptions } from '../src/features/paint/options';
import { type Flow, opticalFlow } from '../src/features/paint/pipeline/flow/opticalFlow';
import { consistency, warp } from '../src/features/paint/pipeline/flow/warp';
import { fromRgba, type Pixels } from '../src/features/paint/pipeline/pixels';
import type { PaintedFrame, PaintRequest, PaintResult } from '../src/features/paint/types';
import { machine } from './browse';
import { markdownTable } from './table';

interface ClipOptions {
	/** Longer side, px. */
	readonly size: number;
	readonly frames: number;
	readonly say: (line: string) => void;
}

/** Few steps for a frame painted by itself, and for one that starts from the one before: what is measured is a ratio. */
const steps = { apart: 40, later: 15 };

/** How the frames are painted. */
const ways = {
	apart: 'each by itself',
	linked: 'from the one before, without temporal loss',
	held: 'from the one before, with temporal loss',
} as const;

type Way = keyof typeof ways;

interface Painted {
	/** RGBA bytes of each frame. */
	readonly frames: readonly Uint8ClampedArray[];
	/** Mean over the frames. */
	readonly style: number;
	readonly content: number;
	readonly seconds: number;
}

interface Shot {
	readonly photo: Uint8Array<ArrayBuffer>;
	readonly size: number;
	readonly count: number;
}

/** The clip's frames as PNG files, and their RGBA bytes. */
const shoot = (page: Page, shot: Shot) =>
	page.evaluate(async ({ photo, size, count }: Shot) => {
		const bitmap = await createImageBitmap(new Blob([photo]));
		const canvas = new OffscreenCanvas(size, Math.round((size * 2) / 3));
		const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
		context.imageSmoothingQuality = 'high';
		const frames: { png: Uint8Array<ArrayBuffer>; rgba: Uint8ClampedArray }[] = [];
		for (let at = 0; at < count; at++) {
			const width = bitmap.width * (0.8 - (0.15 * at) / count);
			const height = (width * 2) / 3;
			const [left, top] = [((bitmap.width - width) * at) / count, (bitmap.height - height) / 2];
			context.drawImage(bitmap, left, top, width, height, 0, 0, canvas.width, canvas.height);
			const png = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
			const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
			frames.push({ png, rgba: data });
		}
		return { frames, width: canvas.width, height: canvas.height };
	}, shot);

interface Question {
	readonly way: Way;
	readonly frames: readonly Uint8Array<ArrayBuffer>[];
	readonly options: PaintRequest['options'];
	readonly later: number;
	readonly temporalWeight: number;
}

const paintAll = (page: Page, question: Question): Promise<Painted> =>
	page.evaluate(async ({ way, frames, options, later, temporalWeight }: Question) => {
		if (window.atelier === undefined) throw new Error('The page has no automation.');
		let before: PaintedFrame | undefined;
		const results: PaintResult[] = [];
		for (const [at, frame] of frames.entries()) {
			const request: PaintRequest = {
				content: new Blob([frame]),
				styles: [{ source: { kind: 'pack', id: 'starry-night' }, weight: 1 }],
				options: { ...options, ...(before && { evaluations: later }) },
				frame: { temporalWeight: way === 'held' ? temporalWeight : 0, ...(before && { before }) },
				network: 'perception',
			};
			const result = (await window.atelier.engine.run('paint', request)) as PaintResult;
			results.push(result);
			if (way !== 'apart') before = result.frame;
			window.atelierProgress?.(`${way}: ${at + 1}`);
		}
		return {
			frames: results.map(({ picture }) => picture.data),
			style: results.reduce((sum, { losses }) => sum + losses.style, 0) / results.length,
			content: results.reduce((sum, { losses }) => sum + losses.content, 0) / results.length,
			seconds: results.reduce((sum, { seconds }) => sum + seconds, 0),
		};
	}, question);

/** Flow of each frame but the first to the one before, and where it holds. */
interface Motion {
	readonly back: Flow;
	readonly consistent: Float32Array;
}

function motionOf(frames: readonly Pixels[]): Motion[] {
	return frames.slice(1).map((frame, at) => {
		const before = frames[at] as Pixels;
		const back = opticalFlow(frame, before);
		return { back, consistent: consistency(back, opticalFlow(before, frame)) };
	});
}

/** Mean absolute difference along the flow, in steps of 1/255. */
function flicker(frames: readonly Pixels[], motion: readonly Motion[]): number {
	let [sum, count] = [0, 0];
	for (const [at, { back, consistent }] of motion.entries()) {
		const moved = warp(frames[at] as Pixels, back);
		const { rgb } = frames[at + 1] as Pixels;
		for (const [place, value] of rgb.entries()) {
			if (!consistent[Math.floor(place / 3)]) continue;
			sum += 255 * Math.abs(value - (moved.rgb[place] as number));
			count++;
		}
	}
	return sum / count;
}

export async function benchClip({ size, frames: count, say }: ClipOptions) {
	const photo = new Uint8Array(readFileSync(join(root, 'public/samples/chelsea.jpg')));
	return inStudio({ backend: 'wasm', onProgress: say }, async (page) => {
		const { frames: shots, width, height } = await shoot(page, { photo, size, count });
		const pixels = (rgba: ArrayLike<number>) => fromRgba(width, height, rgba);
		const clip = shots.map(({ rgba }) => pixels(rgba));
		const motion = motionOf(clip);
		const { temporalWeight } = defaultClipOptions;
		const { apart, later } = steps;
		const options = { ...defaultPaintOptions, size, evaluations: apart };
		const results: Record<string, { flicker: number } & Omit<Painted, 'frames'>> = {};
		for (const way of Object.keys(ways) as Way[]) {
			const asked = { way, frames: shots.map(({ png }) => png), options, later, temporalWeight };
			const { frames, ...painted } = await paintAll(page, asked);
			results[way] = { flicker: flicker(frames.map(pixels), motion), ...painted };
		}
		const consistent = motion.map(({ consistent }) => consistent.reduce((a, b) => a + b, 0) / consistent.length);
		return {
			date: new Date().toISOString(),
			machine: machine(),
			...{ width, height, count, steps, temporalWeight, results },
			photo: flicker(clip, motion),
			consistent: consistent.reduce((a, b) => a + b, 0) / consistent.length,
		};
	});
}

export function clipTable({ results, photo }: Awaited<ReturnType<typeof benchClip>>): string {
	const apart = results.apart?.flicker ?? Number.NaN;
	return markdownTable([
		['frames painted', 'flicker', 'of apart', 'style loss', 'content loss', 'seconds'],
		...Object.entries(results).map(([way, { flicker, style, content, seconds }]) => [
			ways[way as Way],
			flicker.toFixed(2),
			(flicker / apart).toFixed(2),
			style.toPrecision(3),
			content.toPrecision(3),
			seconds.toFixed(0),
		]),
		['(the clip itself)', photo.toFixed(2), '', '', '', ''],
	]);
}
