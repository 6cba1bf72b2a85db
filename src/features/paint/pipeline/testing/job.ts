/** For tests in Node: a worker's context, a decoder of made-up pictures, a model of random weights. */
import type { JobContext } from '../../../../engine/protocol';
import { abortError } from '../../../../models/errors';
import type { LoadedModel } from '../../../../models/types';
import { seededUniform } from '../../../../nets/prng';
import { randomWeights, tinyConfig } from '../../../../nets/testing/network';
import type { Decode } from '../decode';
import { fitted, type Pixels, resize } from '../pixels';

/** What the page's ImageData is in Node. */
export function installImageData(): void {
	globalThis.ImageData ??= class {
		readonly data: Uint8ClampedArray;
		readonly colorSpace = 'srgb';
		constructor(
			readonly width: number,
			readonly height: number,
		) {
			this.data = new Uint8ClampedArray(width * height * 4);
		}
	} as unknown as typeof ImageData;
}

/** A file that {@link decodePixels} turns into this picture. */
export function asBlob(pixels: Pixels): Blob {
	const blob = new Blob(['made up']);
	pictures.set(blob, pixels);
	return blob;
}
const pictures = new WeakMap<Blob, Pixels>();

export const decodePixels: Decode = async (blob) => {
	const pixels = pictures.get(blob) as Pixels;
	return {
		width: pixels.width,
		height: pixels.height,
		draw: (wanted) => {
			const size = 'longer' in wanted ? fitted(pixels.width, pixels.height, wanted.longer) : wanted;
			return resize(pixels, size.width, size.height);
		},
		close: () => {},
	};
};

/** Stripes of two colours with some noise. */
export function stripes(width: number, height: number, period: number, seed: number): Pixels {
	const random = seededUniform(seed);
	const [one, two] = [
		[random(), random(), random()],
		[random(), random(), random()],
	];
	const rgb = Float32Array.from({ length: width * height * 3 }, (_, at) => {
		const pixel = Math.floor(at / 3);
		const [x, y] = [pixel % width, Math.floor(pixel / width)];
		const colour = (x + 2 * y) % period < period / 2 ? one : two;
		return 0.9 * (colour[at % 3] as number) + 0.1 * random();
	});
	return { width, height, rgb };
}

export const tinyModel: LoadedModel = {
	name: 'perception',
	hash: 'tiny',
	config: { architecture: 'perception', ...tinyConfig },
	tensors: randomWeights(tinyConfig),
};

export interface TestContext<P, S> extends JobContext<P, S> {
	readonly events: P[];
	readonly snapshots: S[];
	turns: number;
}

/** @param atTurn called at every turn with its number, 1 at first; may throw or set `finishing` */
export function testContext<P, S>(
	models: Readonly<Record<string, LoadedModel>>,
	options: { resumeFrom?: S; atTurn?: (turn: number, ctx: { finishing: boolean; abort(): void }) => void } = {},
): TestContext<P, S> {
	const controller = new AbortController();
	const residents = new Map<string, object>();
	const control = { finishing: false, abort: () => controller.abort() };
	const context: TestContext<P, S> = {
		signal: controller.signal,
		backend: { name: 'cpu', reason: 'test' },
		...(options.resumeFrom === undefined ? {} : { resumeFrom: options.resumeFrom }),
		get finishing() {
			return control.finishing;
		},
		events: [],
		snapshots: [],
		turns: 0,
		progress: (event) => context.events.push(event),
		deliver: (event) => context.events.push(event),
		snapshot: (state) => context.snapshots.push(structuredClone(state)),
		async turn() {
			options.atTurn?.(++context.turns, control);
			if (controller.signal.aborted) throw abortError();
		},
		model: async (name) => {
			const model = models[name];
			if (!model) throw new Error(`no model ${name}`);
			return model;
		},
		resident: <T extends object>(key: string, create: () => T) => {
			const value = residents.get(key) ?? create();
			residents.set(key, value);
			return value as T;
		},
	};
	return context;
}
