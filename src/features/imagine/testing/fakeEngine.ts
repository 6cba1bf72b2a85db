import type { RunOptions } from '../../../engine/protocol';
import { abortError } from '../../../models/errors';
import type { BirdPicture, ImagineProgress, ImagineRequest, ImagineResult } from '../types';

export interface Asked {
	readonly name: string;
	readonly request: ImagineRequest;
	readonly options: RunOptions<unknown>;
	tell(event: unknown): void;
	resolve(result: unknown): void;
	reject(error: unknown): void;
}

/** An engine whose jobs do what the test says. It stops on cancel at its next turn, as the real one does. */
export function fakeEngine() {
	const asked: Asked[] = [];
	const run = (name: string, request: ImagineRequest, options: RunOptions<unknown> = {}) =>
		new Promise((resolve, reject) => {
			const tell = (event: unknown) => options.onProgress?.(event);
			asked.push({ name, request, options, tell, resolve, reject });
			options.signal?.addEventListener('abort', () => queueMicrotask(() => reject(abortError())));
		});
	/** Until the store has asked for so many jobs. */
	const askedFor = async (count: number): Promise<Asked> => {
		for (let turn = 0; turn < 50 && asked.length < count; turn++) await Promise.resolve();
		const last = asked.at(-1);
		if (asked.length !== count || last === undefined) {
			throw new Error(`${asked.length} jobs were asked for, not ${count}`);
		}
		return last;
	};
	return { engine: { run: run as never }, asked, askedFor };
}

export const picture = (size: number): BirdPicture => ({ size, pixels: new Uint8ClampedArray(4 * size * size) });

export const sketched = (index: number): ImagineProgress => ({
	type: 'sketch',
	index,
	picture: picture(64),
	seconds: index + 1,
});

export const detailed = (index: number): ImagineProgress => ({
	type: 'detail',
	index,
	picture: picture(256),
	seconds: index + 10,
});

export const resultOf = (drawn: number, more: Partial<ImagineResult> = {}): ImagineResult => ({
	drawn,
	sketchSeconds: 1,
	seconds: 3,
	backend: 'wasm',
	modelHash: 'nets',
	...more,
});

/** Draws everything that was asked, and ends. */
export function finish({ request, tell, resolve }: Asked, more: Partial<ImagineResult> = {}): void {
	const { birds, stages } = request;
	for (const at of birds.keys()) tell(sketched(at));
	if (stages === 2) for (const at of birds.keys()) tell(detailed(at));
	resolve(resultOf(birds.length, more));
}
