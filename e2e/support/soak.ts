/** Jobs of every tab, mixed and cancelled at any moment: none may be lost, hang, or leave memory behind. */
import type { Page } from '@playwright/test';
import type {} from '../../src/app/automation/types';
import type { MemoryReport } from '../../src/engine/protocol';
import { defaultCaptionOptions, defaultInvertOptions } from '../../src/features/find/options';
import { defaultPaintOptions } from '../../src/features/paint/options';
import { defaultStoryOptions } from '../../src/features/story/options';

export interface SoakReport {
	readonly done: number;
	readonly cancelled: number;
	/** Jobs that ended in another way than they should have, with the reason. */
	readonly failed: readonly string[];
	readonly memory: MemoryReport;
	readonly seconds: number;
}

/** Requests as JSON; `$picture` stands for a picture and `$vector` for a vector of the joint space. */
const requests: readonly (readonly [job: string, request: unknown])[] = [
	[
		'paint',
		{
			content: '$picture',
			styles: [{ source: { kind: 'pack', id: 'starry-night' }, weight: 1 }],
			options: { ...defaultPaintOptions, size: 64, evaluations: 6 },
			network: 'perception',
		},
	],
	[
		'paint',
		{
			content: '$picture',
			styles: [{ source: { kind: 'picture', picture: '$picture' }, weight: 1 }],
			mask: '$picture',
			options: { ...defaultPaintOptions, size: 64, evaluations: 4, originalColours: true },
			network: 'perception',
		},
	],
	['features', { picture: '$picture', layer: 'relu2_1', network: 'perception', size: 64 }],
	[
		'story',
		{
			picture: '$picture',
			styles: [{ kind: 'genre', id: 'romance', weight: 1 }],
			options: { ...defaultStoryOptions, length: 'short' },
		},
	],
	[
		'imagine',
		{
			birds: [
				{ text: 'a red bird', seed: 1 },
				{ text: 'a blue bird', seed: 2 },
			],
			truncation: 0.8,
			stages: 2,
		},
	],
	['wordEffects', { text: 'a red bird', seeds: [1, 2], truncation: 0.8 }],
	['generatorBlocks', { bird: { text: 'a red bird', seed: 1 }, truncation: 0.8 }],
	[
		'embedPictures',
		{
			pictures: [
				{ id: 'a', picture: '$picture' },
				{ id: 'b', picture: '$picture' },
			],
			captions: defaultCaptionOptions,
		},
	],
	['encodeSentence', { text: 'a dog runs in the snow' }],
	['caption', { vector: '$vector', options: defaultCaptionOptions }],
	['invertSentence', { ...defaultInvertOptions, steps: 10, words: ['a', 'dog'] }],
	['nearWords', { word: 'dog', count: 5 }],
];

interface SoakOptions {
	readonly jobs: number;
	/** Jobs that are under way at the same time. */
	readonly atOnce: number;
	readonly seed: number;
}

/** Runs each job once so that its networks are there, then `jobs` of them in random order, cancelling every third. */
export function soak(page: Page, options: SoakOptions): Promise<SoakReport> {
	return page.evaluate(
		async ({ jobs, atOnce, seed, requests }) => {
			if (window.atelier === undefined) throw new Error('The page has no automation.');
			const { engine } = window.atelier;
			const canvas = new OffscreenCanvas(96, 64);
			const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
			for (let band = 0; band < 8; band++) {
				context.fillStyle = `hsl(${band * 45} 70% 50%)`;
				context.fillRect(band * 12, 0, 12, 64);
			}
			const picture = await canvas.convertToBlob();
			const vector = new Float32Array(300).fill(300 ** -0.5);
			const filled = (value: unknown): unknown => {
				if (value === '$picture') return picture;
				if (value === '$vector') return vector;
				if (Array.isArray(value)) return value.map(filled);
				if (typeof value !== 'object' || value === null) return value;
				return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filled(one)]));
			};
			let state = seed;
			const random = (below: number): number => {
				state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
				return Math.floor((state / 2 ** 32) * below);
			};
			const began = performance.now();
			for (const [job, request] of requests) await engine.run(job, filled(request));

			const failed: string[] = [];
			const counts = { done: 0, cancelled: 0 };
			const runOne = async (at: number): Promise<void> => {
				const [job, request] = requests[random(requests.length)] as (typeof requests)[number];
				const controller = new AbortController();
				const isCancelled = at % 3 === 0;
				/** Before it starts, as soon as it is sent, a moment later, or at one of its first signs of life. */
				const moment = random(4);
				if (isCancelled && moment === 0) controller.abort();
				const onProgress = () => {
					if (isCancelled && moment === 3 && random(2) === 0) controller.abort();
				};
				const running = engine.run(job, filled(request), { signal: controller.signal, onProgress });
				if (isCancelled && moment === 1) controller.abort();
				if (isCancelled && moment === 2) setTimeout(() => controller.abort(), random(100));
				try {
					await running;
					counts.done += 1;
				} catch (error) {
					if (isCancelled && (error as Error).name === 'AbortError') counts.cancelled += 1;
					else failed.push(`${at}, ${job}: ${error}`);
				}
			};
			let next = 0;
			const runSome = async (): Promise<void> => {
				while (next < jobs) {
					const at = next;
					next += 1;
					await runOne(at);
				}
			};
			await Promise.all(Array.from({ length: atOnce }, runSome));
			const memory = await engine.memory();
			return { ...counts, failed, memory, seconds: (performance.now() - began) / 1000 };
		},
		{ ...options, requests },
	);
}
