import { describe, expect, it, vi } from 'vitest';
import type { Engine } from '../../../engine/protocol';
import type { FindJobs, MapPicturesRequest, MapProgress, MapResult } from '../types';
import { createPictureMap, type MappedEntry, missingFrom, pictureMapOf, vectorsOf } from './pictureMaps';

const entry = (hash: string, modelHash = 'm'): MappedEntry => ({
	hash,
	embedding: { modelHash, vector: Float32Array.of(hash.charCodeAt(0)), captions: [] },
});
const entries = ['a', 'b', 'c', 'd'].map((hash) => entry(hash));

interface Call {
	readonly request: MapPicturesRequest;
	readonly progress: (event: MapProgress) => void;
	readonly end: (result: MapResult) => void;
}

/** An engine whose jobs end when the test says so. */
function fakeEngine() {
	const calls: Call[] = [];
	const run = (
		_: string,
		request: MapPicturesRequest,
		{ signal, onProgress }: { signal: AbortSignal; onProgress: (event: MapProgress) => void },
	) =>
		new Promise<MapResult>((resolve, reject) => {
			signal.addEventListener('abort', () => reject(signal.reason));
			calls.push({ request, progress: onProgress, end: resolve });
		});
	return { engine: { run } as unknown as Pick<Engine<FindJobs>, 'run'>, calls };
}

const places = (value: number) => new Float32Array(8).fill(value);

describe('createPictureMap', () => {
	it('shows the map forming, then keeps it with its pictures', async () => {
		const { engine, calls } = fakeEngine();
		const map = createPictureMap(engine);
		map.setSeed(7);
		const made = map.make([...entries, { hash: 'without' }]);
		expect(calls[0]?.request.seed).toBe(7);
		expect(calls[0]?.request.vectors.map(([first]) => first)).toEqual([97, 98, 99, 100]);
		expect(map.getState().run).toMatchObject({ count: 4, epoch: 0, epochs: 0 });
		calls[0]?.progress({ type: 'epoch', epoch: 10, epochs: 200, positions: places(0.1) });
		calls[0]?.progress({ type: 'epoch', epoch: 20, epochs: 200 });
		expect(map.getState().run).toMatchObject({ epoch: 20, epochs: 200, forming: { positions: places(0.1) } });
		calls[0]?.end({ positions: places(0.5) });
		await made;
		expect(map.getState().run).toBeUndefined();
		expect(map.getState().map).toMatchObject({ hashes: ['a', 'b', 'c', 'd'], positions: places(0.5), seed: 7 });
		expect(map.getState().map?.vectors).toBe(vectorsOf(entries));
	});

	it('compares only vectors of one network', async () => {
		const { engine, calls } = fakeEngine();
		const map = createPictureMap(engine);
		const made = map.make([entry('x', 'older'), ...entries]);
		expect(calls[0]?.request.vectors).toHaveLength(4);
		calls[0]?.end({ positions: places(0.5) });
		await made;
		expect(missingFrom(map.getState().map, [entry('x', 'older'), ...entries])).toBe(1);
	});

	it('keeps the earlier map when the next one is cancelled', async () => {
		const { engine, calls } = fakeEngine();
		const map = createPictureMap(engine);
		const first = map.make(entries);
		calls[0]?.end({ positions: places(0.5) });
		await first;
		const second = map.make(entries);
		map.cancel();
		calls[1]?.progress({ type: 'epoch', epoch: 10, epochs: 200, positions: places(0.9) });
		await second;
		expect(map.getState().run).toBeUndefined();
		expect(map.getState().map?.positions).toEqual(places(0.5));
	});

	it('aborts a run for the next one, whose state it does not touch', async () => {
		const { engine, calls } = fakeEngine();
		const map = createPictureMap(engine);
		const first = map.make(entries);
		const second = map.make(entries);
		await first;
		await vi.waitFor(() => expect(calls).toHaveLength(2));
		expect(map.getState().map).toBeUndefined();
		expect(map.getState().run).toMatchObject({ count: 4, epoch: 0, epochs: 0 });
		calls[1]?.end({ positions: places(0.2) });
		await second;
		expect(map.getState().map?.positions).toEqual(places(0.2));
	});

	it('ends the run when the job fails', async () => {
		const map = createPictureMap({ run: () => Promise.reject(new Error('lost')) } as never);
		await expect(map.make(entries)).rejects.toThrow('lost');
		expect(map.getState().run).toBeUndefined();
		expect(map.getState().failure?.message).toContain('lost');
		map.dismissFailure();
		expect(map.getState().failure).toBeUndefined();
	});
});

it('pictureMapOf gives each engine its own map, the same each time', () => {
	const [one, other] = [fakeEngine().engine, fakeEngine().engine];
	expect(pictureMapOf(one)).toBe(pictureMapOf(one));
	expect(pictureMapOf(other)).not.toBe(pictureMapOf(one));
});

it('vectorsOf distinguishes sets by picture and by network, not by order', () => {
	expect(vectorsOf(entries)).toBe(vectorsOf(entries.toReversed()));
	expect(vectorsOf(entries)).toBe(vectorsOf([...entries, { hash: 'without' }]));
	expect(vectorsOf(entries)).not.toBe(vectorsOf(entries.slice(1)));
	expect(vectorsOf([entry('a', 'other')])).not.toBe(vectorsOf([entry('a')]));
});

it('missingFrom counts pictures with a vector but no position', () => {
	expect(missingFrom(undefined, entries)).toBe(4);
	expect(missingFrom({ hashes: ['a', 'gone'], positions: places(0) }, [...entries, { hash: 'without' }])).toBe(3);
});
