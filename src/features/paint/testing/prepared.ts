import { expect, vi } from 'vitest';
import type { Engine } from '../../../engine/protocol';
import { fakeEngine as sharedFakeEngine } from '../../../engine/testing/fakeEngine';
import type { Catalogue } from '../catalogue';
import type { PaintTools } from '../finish';
import { dataAddress } from '../picture';
import type { Photo, StylePick } from '../state';
import { createPaint } from '../store';
import type { Losses, PaintJobs, PaintProgress, PaintRequest, PaintResult, PaintSnapshot } from '../types';

export const losses: Losses = { content: 1, style: 0.5, totalVariation: 0.1, total: 0.6 };
export const pixels = { width: 2, height: 1, data: new Uint8ClampedArray(8) } as unknown as ImageData;
export const result: PaintResult = {
	picture: pixels,
	losses,
	styleLayerLosses: {},
	trace: [],
	evaluations: 3,
	seconds: 1.234,
	backend: 'wasm',
	modelHash: 'n',
};

export const snapshot: PaintSnapshot = {
	...{ size: 256, evaluations: 2, spent: 2, seconds: 5, styleLayerLosses: {}, losses },
	trace: [1, 2].map((evaluation) => ({ ...losses, evaluation })),
	picture: { width: 2, height: 1, rgb: new Float32Array(6) },
};

/** A file that begins as a PNG does: enough to carry a text chunk. */
export const png = new Blob([
	Buffer.concat([
		Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
		Buffer.from([0, 0, 0, 13]),
		Buffer.alloc(21),
	]),
]);
export const told: string[] = [];
export const tools: PaintTools = {
	encode: async () => png,
	dataAddress,
	tell: (sentence) => told.push(sentence),
	now: () => new Date(0),
};

/** An engine whose jobs are answered by the test; asked to finish early, a job resolves with one evaluation. */
export function fakeEngine() {
	const fake = sharedFakeEngine<PaintRequest, PaintResult>({ ...result, evaluations: 1 });
	/** Waits until this many jobs were requested. @returns the latest one */
	const askedFor = async (count: number) => {
		await vi.waitFor(() => expect(fake.asked).toHaveLength(count));
		return fake.last();
	};
	return { ...fake, engine: fake.engine as unknown as Engine<PaintJobs>, askedFor };
}

export const photo: Photo = { name: 'cat', width: 300, height: 200, hash: 'cat', picture: new Blob(['cat']) };
export const starry: StylePick = { kind: 'pack', key: 'starry-night', title: 'The Starry Night', weight: 1 };
export const wall: StylePick = {
	kind: 'picture',
	key: 'wall',
	title: 'wall',
	photo: { ...photo, name: 'wall', hash: 'wall' },
	weight: 1,
};
export const catalogue: Catalogue = {
	styles: [
		{
			id: 'starry-night',
			title: 'The Starry Night',
			painter: '',
			year: '',
			place: '',
			source: '',
			thumbnail: '',
			swatches: [],
			hash: 's',
		},
	],
	networkHash: 'n',
	networkBytes: 1,
	layers: ['relu1_1'],
};
export const step = (evaluation: number, preview = false): PaintProgress => ({
	type: 'step',
	evaluation,
	evaluations: 3,
	level: 1,
	levels: 1,
	losses,
	seconds: 1,
	secondsLeft: 1,
	width: 2,
	height: 1,
	...(preview && { preview: pixels }),
});

export function ready(more: Partial<PaintTools> = {}) {
	const fake = fakeEngine();
	const paint = createPaint(fake.engine, { ...tools, ...more });
	paint.setPhoto(photo);
	paint.pickStyle(starry);
	return { ...fake, paint };
}
