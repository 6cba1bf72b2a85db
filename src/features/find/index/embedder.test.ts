import { describe, expect, it } from 'vitest';
import { AtelierError } from '../../../models/errors';
import type { OneWindow } from '../../../storage/oneWindow';
import { defaultCaptionOptions } from '../options';
import { createEmbedder } from './embedder';
import type { IndexProgress } from './state';
import { embeddingOf } from './testing/entries';
import { fakeIndex, picked } from './testing/fakeIndex';
import { captions, fakeNetworks, vector } from './testing/fakeNetworks';
import { memoryShelf } from './testing/memoryShelf';

async function setUp(count: number, shelf = memoryShelf(), oneWindow?: OneWindow) {
	const fake = fakeIndex(shelf);
	const { index, takeFiles } = fake;
	await index.open();
	await takeFiles(
		Array.from({ length: count }, (_, at) => picked(`${at}`)),
		'folder',
	);
	const networks = fakeNetworks();
	const embedder = createEmbedder({ index, engine: { run: networks.run as never }, ...(oneWindow && { oneWindow }) });
	const progress: IndexProgress[] = [];
	index.subscribe(({ embedding }, before) => {
		if (embedding !== undefined && embedding !== before.embedding) progress.push(embedding);
	});
	const idle = () => expect.poll(() => index.getState().embedding).toBeUndefined();
	return { ...fake, networks, embedder, progress, idle, shelf };
}

const hashes = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => `hash of ${from + at}`);

describe('the embedder', () => {
	it('keeps what the captioner attends to beside the vector, where it attends to anything', async () => {
		const { networks, embedder, idle, shelf } = await setUp(2);
		const grid = { side: 1, codes: Int8Array.of(5, -7), scale: 0.5 };
		embedder.start();
		const { ids, call, done } = await networks.next();
		const [first = '', second = ''] = ids;
		call.onPicture({ id: first, vector, captions, grid });
		call.onPicture({ id: second, vector, captions });
		done.resolve({ modelHash: 'model' });
		await idle();
		const { index } = fakeIndex(shelf);
		await index.open();
		const { entries } = index.getState();
		expect(entries.get(first)?.embedding?.grid).toEqual(grid);
		expect(entries.get(second)?.embedding).not.toHaveProperty('grid');
	});

	it('requests sixteen at a time until all have vectors, and reports progress', async () => {
		const { embedder, networks, index, progress, idle } = await setUp(20);
		embedder.start();
		(await networks.next()).answer();
		const second = await networks.next();
		expect(networks.asked.map(({ ids }) => ids)).toEqual([hashes(0, 16), hashes(16, 20)]);
		second.answer();
		await idle();
		for (const { embedding } of index.getState().entries.values()) expect(embedding).toEqual(embeddingOf(vector));
		expect(progress.map(({ done }) => done)).toEqual(Array.from({ length: 21 }, (_, at) => at));
		expect(new Set(progress.map(({ total }) => total))).toEqual(new Set([20]));
		expect(networks.asked.length).toBe(2);
	});

	it('waits for the captioning of another window, and leaves out what that one has captioned', async () => {
		const turns: (() => void)[] = [];
		const waiting: OneWindow = async (_, task) => {
			await new Promise<void>((resolve) => turns.push(resolve));
			return task();
		};
		const { embedder, networks, index, idle } = await setUp(2, memoryShelf(), waiting);
		embedder.start();
		await expect.poll(() => turns.length).toBe(1);
		expect(networks.asked).toEqual([]);
		index.setModel('model');
		await index.setEmbedding('hash of 0', { vector, captions, modelHash: 'model' });
		turns[0]?.();
		const only = await networks.next();
		expect(only.ids).toEqual(hashes(1, 2));
		only.answer();
		await expect.poll(() => turns.length).toBe(2);
		turns[1]?.();
		await idle();
		expect(networks.asked).toHaveLength(1);
	});

	it('captions with the latest options', async () => {
		const { embedder, networks, index, idle } = await setUp(1);
		const captions = { ...defaultCaptionOptions, beamSize: 5 };
		embedder.start(captions);
		embedder.start();
		const first = await networks.next();
		expect(first.request.captions).toEqual(captions);
		first.answer();
		await idle();
		expect(index.vectors('model').hashes).toEqual(hashes(0, 1));
	});

	it('does nothing before it is started, or without pictures', async () => {
		const { takeFiles, embedder, networks, index } = await setUp(0);
		embedder.start();
		expect(networks.asked).toEqual([]);
		embedder.stop();
		await takeFiles([picked('late')], 'folder');
		expect(networks.asked).toEqual([]);
		expect(index.getState().embedding).toBeUndefined();
	});

	it('stores each result once the model is known', async () => {
		const { embedder, networks, shelf } = await setUp(20);
		embedder.start();
		(await networks.next()).answer();
		const { call } = await networks.next();
		call.onPicture({ id: 'hash of 16', vector, captions });
		await expect.poll(() => shelf.kept.get('hash of 16')?.embedding).toBeDefined();
	});

	it('stores a copy of the vector, not a view of the batch', async () => {
		const { embedder, networks, entry, idle } = await setUp(1);
		embedder.start();
		const { ids, call, done } = await networks.next();
		call.onPicture({ id: ids[0] as string, vector: new Float32Array(100).subarray(10, 12), captions });
		done.resolve({ modelHash: 'model' });
		await idle();
		expect(entry('0')?.embedding?.vector.buffer.byteLength).toBe(8);
	});

	it('takes pictures that are added while it runs, and starts again for later ones', async () => {
		const { takeFiles, embedder, networks, idle, progress } = await setUp(1);
		embedder.start();
		const first = await networks.next();
		await takeFiles([picked('during')], 'folder');
		expect(progress.at(-1)).toEqual({ done: 0, total: 2, paused: false });
		first.answer();
		(await networks.next()).answer();
		await idle();
		await takeFiles([picked('later')], 'folder');
		const third = await networks.next();
		expect(third.ids).toEqual(['hash of later']);
		expect(progress.at(-1)).toEqual({ done: 0, total: 1, paused: false });
	});

	it('does not bring back pictures that were removed meanwhile', async () => {
		const { embedder, networks, index, names, idle, shelf, progress } = await setUp(3);
		embedder.start();
		const first = await networks.next();
		await index.remove(['hash of 1']);
		expect(progress.at(-1)?.total).toBe(2);
		first.answer();
		await idle();
		expect(names()).toEqual(['0', '2']);
		expect(shelf.kept.size).toBe(2);
	});

	it('finishes the current job when it is paused, and requests no more', async () => {
		const { embedder, networks, index, progress } = await setUp(20);
		embedder.start();
		const first = await networks.next();
		index.setPaused(true);
		expect(first.call.signal.aborted).toBe(false);
		first.answer();
		await expect.poll(() => progress.at(-1)).toEqual({ done: 16, total: 20, paused: true });
		expect(networks.asked.length).toBe(1);
		index.setPaused(false);
		expect((await networks.next()).ids).toEqual(hashes(16, 20));
		expect(progress.at(-1)).toEqual({ done: 16, total: 20, paused: false });
	});

	it('records an unreadable picture, and does not request it again with the same model', async () => {
		const { embedder, networks, entry, index, idle, progress } = await setUp(3);
		embedder.start();
		const { call, done } = await networks.next();
		call.onPicture({ id: 'hash of 0', vector, captions });
		call.onUnreadable('hash of 1');
		done.resolve({ modelHash: 'model' });
		await idle();
		expect(entry('1')?.failedWith).toBe('model');
		expect(entry('2')?.failedWith, 'nothing was said of it').toBe('model');
		expect(progress.at(-1)?.done).toBe(2);
		expect(index.pending('another').map(({ name }) => name)).toEqual(['0', '1', '2']);
	});
});

describe('a new model', () => {
	it('is requested when an earlier visit left vectors, and replaces old ones', async () => {
		const first = await setUp(2);
		for (const id of hashes(0, 2)) await first.index.setEmbedding(id, embeddingOf(vector, 'old'));
		const { embedder, networks, entry, index, idle } = await setUp(3, first.shelf);
		embedder.start();
		const question = await networks.next();
		expect(question.ids).toEqual([]);
		question.answer('new');
		const work = await networks.next();
		expect(work.ids).toEqual(hashes(0, 3));
		work.answer('new');
		await idle();
		expect(entry('0')?.embedding?.modelHash).toBe('new');
		expect(index.getState().modelHash).toBe('new');
	});

	it('keeps vectors of the same model', async () => {
		const first = await setUp(2);
		for (const id of hashes(0, 2)) await first.index.setEmbedding(id, embeddingOf(vector));
		const { embedder, networks, idle, index } = await setUp(0, first.shelf);
		embedder.start();
		(await networks.next()).answer();
		await expect.poll(() => index.getState().modelHash).toBe('model');
		await idle();
		expect(networks.asked.length).toBe(1);
	});

	it('that changes in between is stored with its own results, and earlier ones are replaced', async () => {
		const { embedder, networks, entry, idle } = await setUp(18);
		embedder.start();
		(await networks.next()).answer('old');
		(await networks.next()).answer('new');
		const again = await networks.next();
		expect(again.ids).toEqual(hashes(0, 16));
		expect(entry('17')?.embedding?.modelHash).toBe('new');
		again.answer('new');
		await idle();
	});

	it('that a search reports starts the work', async () => {
		const { embedder, networks, index, idle } = await setUp(1);
		embedder.start();
		(await networks.next()).answer('old');
		await idle();
		index.setModel('new');
		expect((await networks.next()).ids).toEqual(['hash of 0']);
	});
});

describe('when the networks fail', () => {
	const offline = () => new AtelierError('network-failed', 'The network could not be fetched.');

	it('shows why, pauses, and continues when resumed', async () => {
		const { takeFiles, embedder, networks, index, progress, idle } = await setUp(2);
		embedder.start();
		(await networks.next()).done.reject(offline());
		await expect.poll(() => progress.at(-1)).toEqual({ done: 0, total: 2, paused: true });
		await takeFiles([picked('more')], 'folder');
		expect(networks.asked.length).toBe(1);
		expect(index.getState().failure).toMatchObject({
			code: 'network-failed',
			message: expect.stringMatching(/could not be fetched\..*Resume/),
		});
		index.setPaused(false);
		expect(index.getState().failure).toBeUndefined();
		const again = await networks.next();
		expect(progress.at(-1)).toEqual({ done: 0, total: 3, paused: false });
		again.answer();
		await idle();
	});

	it('lets files be added meanwhile', async () => {
		const { takeFiles, embedder, networks, index, names } = await setUp(1);
		embedder.start();
		(await networks.next()).done.reject(new Error('odd'));
		await expect.poll(() => index.getState().failure?.code).toBe('internal');
		await takeFiles([picked('more')], 'folder');
		expect(names()).toEqual(['0', 'more']);
	});

	it('does not count results that it could not store', async () => {
		const { embedder, networks, progress } = await setUp(2);
		embedder.start();
		const { call, done } = await networks.next();
		call.onPicture({ id: 'hash of 0', vector, captions });
		expect(progress.at(-1)).toEqual({ done: 1, total: 2, paused: false });
		done.reject(offline());
		await expect.poll(() => progress.at(-1)).toEqual({ done: 0, total: 2, paused: true });
	});

	it('tries again for new pictures once those that failed are removed', async () => {
		const { takeFiles, embedder, networks, index, idle } = await setUp(1);
		embedder.start();
		(await networks.next()).done.reject(offline());
		await expect.poll(() => index.getState().embedding?.paused).toBe(true);
		await index.remove(['hash of 0']);
		await idle();
		await takeFiles([picked('other')], 'folder');
		expect((await networks.next()).ids).toEqual(['hash of other']);
	});
});

describe('stop and reload', () => {
	it('resumes after a reload, from the thumbnails', async () => {
		const first = await setUp(20);
		first.embedder.start();
		(await first.networks.next()).answer();
		await first.networks.next();
		const second = await setUp(0, first.shelf);
		second.embedder.start();
		(await second.networks.next()).answer();
		expect((await second.networks.next()).ids).toEqual(hashes(16, 20));
	});

	it('starts by itself once the thumbnails are read, if it was started before', async () => {
		const { shelf } = await setUp(2);
		const { index } = fakeIndex(shelf);
		const networks = fakeNetworks();
		createEmbedder({ index, engine: { run: networks.run as never } }).start();
		await index.open();
		const asked = await networks.next();
		expect(asked.ids).toEqual(hashes(0, 2));
		asked.answer();
		await expect.poll(() => index.pending('model')).toEqual([]);
	});

	it('stops at once, silently, and resumes', async () => {
		const { embedder, networks, index } = await setUp(2);
		embedder.start();
		const first = await networks.next();
		embedder.stop();
		expect(first.call.signal.aborted).toBe(true);
		expect(index.getState().embedding).toBeUndefined();
		embedder.start();
		const again = await networks.next();
		expect(again.ids).toEqual(hashes(0, 2));
		expect(again.call.signal.aborted).toBe(false);
		expect(index.getState().failure).toBeUndefined();
	});
});
