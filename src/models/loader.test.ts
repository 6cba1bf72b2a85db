import { describe, expect, it } from 'vitest';
import { type ByteCache, createByteCache } from './cache';
import type { Fetch } from './download';
import type { AtelierError } from './errors';
import { combineHashes, sha256 } from './hash';
import { createModelLoader, type LoaderOptions } from './loader';
import { encodeSafetensors, fakeServer, float32 } from './testing/safetensors';
import type { LoadProgress } from './types';

function memoryCache(): ByteCache & { held: Map<string, Uint8Array> } {
	const held = new Map<string, Uint8Array>();
	return {
		held,
		get: async (hash) => held.get(hash),
		has: async (hash) => held.has(hash),
		put: async (hash, bytes) => void held.set(hash, bytes),
		delete: async (hash) => void held.delete(hash),
		clear: async () => {
			held.clear();
			return true;
		},
	};
}

const base = '/models/';
const weights = encodeSafetensors({ 'conv1_1.weight': float32([2, 2], [1, 2, 3, 4]) });
const moreWeights = encodeSafetensors({ 'conv1_1.bias': float32([2], [5, 6]) });
const config = new TextEncoder().encode('{"architecture":"perception"}');

/** A server with a model of two shards, a config and a picture, and a model of one weight file. */
async function setUp(options: Partial<LoaderOptions> = {}) {
	const files = new Map([
		['perception/config.json', config],
		['perception/thumbnail.webp', new Uint8Array(99)],
		['perception/model-1.safetensors', weights],
		['perception/model-2.safetensors', moreWeights],
	]);
	const list = async (paths: string[]) =>
		Promise.all(
			paths.map(async (path) => {
				const bytes = files.get(path) as Uint8Array;
				return { path, bytes: bytes.length, sha256: await sha256(bytes) };
			}),
		);
	const index = {
		models: {
			perception: { version: '1', files: await list([...files.keys()]) },
			'styles/wave': { version: '1', files: await list(['perception/model-2.safetensors']) },
		},
	};
	const served = new Map([...files].map(([path, bytes]) => [base + path, bytes]));
	served.set(`${base}index.json`, new TextEncoder().encode(JSON.stringify(index)));
	const server = fakeServer(served);
	const cache = memoryCache();
	const make = (more: Partial<LoaderOptions> = {}) =>
		createModelLoader({ baseUrl: base, cache, fetch: server.fetch, ...options, ...more });
	return { served, index, asked: server.asked, cache, make, loader: make() };
}

describe('createModelLoader', () => {
	it('joins shards, reads the config, and skips what is for the page', async () => {
		const { loader, asked } = await setUp();
		const model = await loader.load('perception');
		expect(model.name).toBe('perception');
		expect(model.config).toEqual({ architecture: 'perception' });
		expect(model.tensors.get('conv1_1.weight')?.data).toEqual(Float32Array.of(1, 2, 3, 4));
		expect(model.tensors.get('conv1_1.bias')?.data).toEqual(Float32Array.of(5, 6));
		expect(model.hash).toBe(await combineHashes([await sha256(weights), await sha256(moreWeights)]));
		expect(asked).not.toContain(`${base}perception/thumbnail.webp`);
	});

	it('gives a model of one weight file the hash of that file', async () => {
		const { loader } = await setUp();
		const model = await loader.load('styles/wave');
		expect(model.hash).toBe(await sha256(moreWeights));
		expect(model.config).toBeUndefined();
		expect(model.documents?.size).toBe(0);
	});

	it('returns other JSON files by name, and names one that is invalid', async () => {
		const { served, index, make } = await setUp();
		const add = async (text: string) => {
			const bytes = new TextEncoder().encode(text);
			served.set(`${base}perception/vocab.json`, bytes);
			const file = { path: 'perception/vocab.json', bytes: bytes.length, sha256: await sha256(bytes) };
			index.models.perception.files = [...index.models.perception.files.slice(0, 4), file];
			served.set(`${base}index.json`, new TextEncoder().encode(JSON.stringify(index)));
		};
		await add('{"words":["dog"]}');
		const model = await make().load('perception');
		expect(model.config).toEqual({ architecture: 'perception' });
		expect([...(model.documents ?? [])]).toEqual([['vocab.json', { words: ['dog'] }]]);
		expect(model.hash).toBe(await combineHashes([await sha256(weights), await sha256(moreWeights)]));
		await add('{"words":');
		await expect(make().load('perception')).rejects.toMatchObject({
			code: 'model-invalid',
			message: expect.stringContaining('vocab.json'),
		});
	});

	it('keeps files by hash, so that the next visit asks for the index only', async () => {
		const { loader, make, asked } = await setUp();
		await loader.load('perception');
		asked.length = 0;
		const again = await make().load('perception');
		expect(again.tensors.size).toBe(2);
		expect(asked).toEqual([`${base}index.json`]);
	});

	it('keeps the model in memory for the next job, within its budget', async () => {
		const { loader, make, asked } = await setUp();
		const model = await loader.load('perception');
		expect(await loader.load('perception')).toBe(model);
		const forgetful = make({ keepBytes: 1 });
		const first = await forgetful.load('perception');
		asked.length = 0;
		expect(await forgetful.load('perception')).not.toBe(first);
		expect(asked).toEqual([]);
	});

	it('reports progress that starts at 0, rises, stays below its total and ends equal to it', async () => {
		const { loader } = await setUp();
		const events: LoadProgress[] = [];
		await loader.load('perception', { onProgress: (event) => events.push(event) });
		const total = config.length + weights.length + moreWeights.length;
		expect(events[0]).toEqual({ type: 'loading', what: 'perception', loaded: 0, total });
		expect(events.at(-1)).toMatchObject({ loaded: total, total });
		expect(events.length).toBeGreaterThan(5);
		for (let i = 1; i < events.length; i++) {
			expect(events[i]?.total).toBe(total);
			expect(events[i]?.loaded).toBeGreaterThan(events[i - 1]?.loaded as number);
		}
	});

	it('reports the same progress when the first copy was damaged', async () => {
		const { served, make } = await setUp();
		const url = `${base}perception/model-2.safetensors`;
		const good = fakeServer(served);
		const fetch: Fetch = async (asked, init) =>
			asked === url && init?.cache !== 'reload'
				? new Response('x'.repeat(moreWeights.length))
				: good.fetch(asked, init);
		const loaded: number[] = [];
		const model = await make({ fetch }).load('perception', { onProgress: (event) => loaded.push(event.loaded) });
		expect(model.tensors.get('conv1_1.bias')?.data).toEqual(Float32Array.of(5, 6));
		expect(loaded).toEqual(loaded.toSorted((a, b) => a - b));
		expect(loaded.at(-1)).toBe(config.length + weights.length + moreWeights.length);
	});

	it.each([
		['cut short', (bytes: Uint8Array) => bytes.slice(0, -3), 'model-damaged'],
		['changed in one bit', (bytes: Uint8Array) => bytes.map((b, i) => (i === 20 ? b ^ 1 : b)), 'model-damaged'],
		['too long', (bytes: Uint8Array) => Uint8Array.of(...bytes, 0), 'model-damaged'],
		['missing', () => undefined, 'model-missing'],
	])('fetches a file that is %s once more, past the HTTP cache, then gives up with a code', async (_, damage, code) => {
		const { served, loader, asked, cache } = await setUp();
		const url = `${base}perception/model-1.safetensors`;
		const broken = damage(weights);
		if (broken) served.set(url, broken);
		else served.delete(url);
		await expect(loader.load('perception')).rejects.toMatchObject({ name: 'AtelierError', code });
		expect(asked.filter((asked) => asked.startsWith(url))).toEqual([url, `${url} (fresh)`]);
		expect(cache.held.has(await sha256(weights))).toBe(false);
		served.set(url, weights);
		expect((await loader.load('perception')).tensors.size).toBe(2);
	});

	it('throws away a kept copy that is damaged and fetches the file', async () => {
		const { cache, make, loader, asked } = await setUp();
		await loader.load('styles/wave');
		const hash = await sha256(moreWeights);
		cache.held.set(hash, Uint8Array.of(1, 2, 3));
		asked.length = 0;
		expect((await make().load('styles/wave')).tensors.size).toBe(1);
		expect(asked).toEqual([`${base}index.json`, `${base}perception/model-2.safetensors`]);
		expect(cache.held.get(hash)).toEqual(moreWeights);
	});

	it('shares one download between concurrent callers, with progress for each', async () => {
		const { loader, asked } = await setUp();
		const late: LoadProgress[] = [];
		const [a, b] = await Promise.all([
			loader.load('perception'),
			loader.load('perception', { onProgress: (event) => late.push(event) }),
		]);
		expect(a).toBe(b);
		expect(asked.length).toBe(new Set(asked).size);
		expect(late.length).toBeGreaterThan(5);
	});

	it('lets one of two callers abort without affecting the other', async () => {
		const { loader } = await setUp();
		const controller = new AbortController();
		const leaving = loader.load('perception', { signal: controller.signal });
		const staying = loader.load('perception');
		controller.abort();
		await expect(leaving).rejects.toMatchObject({ name: 'AbortError' });
		expect((await staying).tensors.size).toBe(2);
	});

	it('stops the download when the last caller aborts, and starts again for the next', async () => {
		const { served, make } = await setUp();
		const good = fakeServer(served);
		let signalSeen: AbortSignal | null | undefined;
		let hang = true;
		const fetch: Fetch = (url, init) => {
			if (!hang || url.endsWith('index.json')) return good.fetch(url, init);
			signalSeen = init?.signal;
			return new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)));
		};
		const loader = make({ fetch });
		const controller = new AbortController();
		const load = loader.load('perception', { signal: controller.signal });
		await expect.poll(() => signalSeen).toBeDefined();
		controller.abort();
		await expect(load).rejects.toMatchObject({ name: 'AbortError' });
		expect(signalSeen?.aborted).toBe(true);
		hang = false;
		expect((await loader.load('perception')).tensors.size).toBe(2);
	});

	it('forgets a failure, and asks for a fresh index after one', async () => {
		const { served, loader, asked } = await setUp();
		const index = served.get(`${base}index.json`) as Uint8Array;
		served.set(`${base}index.json`, new TextEncoder().encode('<!doctype html>'));
		await expect(loader.load('perception')).rejects.toMatchObject({ code: 'model-invalid' });
		expect(asked).toEqual([`${base}index.json`, `${base}index.json (fresh)`]);
		served.set(`${base}index.json`, index);
		await loader.load('perception');
		expect(asked[2]).toBe(`${base}index.json (fresh)`);
	});

	it.each([
		'../secret.safetensors',
		'/etc/x.safetensors',
		'https://elsewhere.example/x.safetensors',
		'a/./b.safetensors',
		'a//b',
	])('refuses an index that points to %s', async (path) => {
		const { served, index, loader } = await setUp();
		index.models.perception.files[0] = { path, bytes: 1, sha256: '0'.repeat(64) };
		served.set(`${base}index.json`, new TextEncoder().encode(JSON.stringify(index)));
		await expect(loader.load('perception')).rejects.toMatchObject({ code: 'model-invalid' });
	});

	it('does not find models under names of Object.prototype', async () => {
		const { loader } = await setUp();
		await expect(loader.load('constructor')).rejects.toMatchObject({ code: 'model-missing' });
	});

	it('reports a failed connection', async () => {
		const { make } = await setUp();
		const loader = make({ fetch: () => Promise.reject(new TypeError('Failed to fetch')) });
		await expect(loader.load('perception')).rejects.toMatchObject({ code: 'network-failed' });
		const busy = make({ fetch: async () => new Response(null, { status: 503 }) });
		await expect(busy.load('perception')).rejects.toMatchObject({ code: 'network-failed' });
	});

	it('downloads missing files into the cache, and reports progress', async () => {
		const { loader, cache, asked } = await setUp();
		await loader.load('styles/wave');
		const events: [number, number][] = [];
		await loader.download(['perception', 'styles/wave'], { onBytes: (...event) => events.push(event) });
		const missing = config.length + weights.length;
		expect(events[0]).toEqual([0, missing]);
		expect(events.at(-1)).toEqual([missing, missing]);
		expect(events.map(([loaded]) => loaded)).toEqual(events.map(([loaded]) => loaded).toSorted((a, b) => a - b));
		expect(cache.held.size).toBe(3);
		const before = asked.length;
		await loader.load('perception');
		expect(asked).toHaveLength(before);
	});

	it('shares the download of a file between a job and what is fetched ahead', async () => {
		const { loader, asked } = await setUp();
		await Promise.all([loader.download(['perception']), loader.load('perception')]);
		expect(asked.filter((url) => url.endsWith('model-1.safetensors'))).toHaveLength(1);
	});

	it('stops a download when asked to', async () => {
		const { loader } = await setUp();
		const stop = new AbortController();
		const stopped = loader.download(['perception'], { signal: stop.signal, onBytes: () => stop.abort() });
		await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
	});

	it('asks the registered provider for a network of the visitor', async () => {
		const model = { name: 'own:vgg', hash: 'a', config: undefined, tensors: new Map() };
		const { make, loader } = await setUp();
		const own = make({ own: async (name) => ({ ...model, name }) });
		expect(await own.load('own:vgg')).toEqual(model);
		await expect(loader.load('own:vgg')).rejects.toMatchObject({ code: 'model-missing' });
	});
});

describe('createByteCache', () => {
	const failing = (error: Error) => ({ open: () => Promise.reject(error) }) as unknown as CacheStorage;

	it.each([
		['no Cache API', undefined, 'storage-refused'],
		['a refusal', failing(new DOMException('denied', 'SecurityError')), 'storage-refused'],
		['a full disk', failing(new DOMException('full', 'QuotaExceededError')), 'storage-full'],
	])('goes on without storage after %s, and says so once', async (_, storage, code) => {
		const notices: AtelierError[] = [];
		const cache = createByteCache((notice) => notices.push(notice), storage);
		await cache.put('a', Uint8Array.of(1));
		expect(await cache.get('a')).toBeUndefined();
		await cache.delete('a');
		expect(notices.map((notice) => notice.code)).toEqual([code]);
		const { make } = await setUp();
		expect((await make({ cache }).load('perception')).tensors.size).toBe(2);
	});
});
