import { describe, expect, it } from 'vitest';
import { deferred } from '../../engine/deferred';
import type { ByteCache } from '../../models/cache';
import { AtelierError, abortError } from '../../models/errors';
import type { DownloadOptions } from '../../models/loader';
import { createCatalogue } from '../../networks/catalogue';
import { createDownloads } from './downloads';

const hash = (digit: number): string => String(digit).repeat(64);
const model = (path: string, bytes: number, digit: number) => ({
	version: '1',
	files: [{ path, bytes, sha256: hash(digit) }],
});
const index = {
	models: {
		perception: model('perception/model.safetensors', 100, 1),
		captioner: model('captioner/model.safetensors', 20, 2),
		'styles/kiss': model('styles/kiss.safetensors', 3, 3),
	},
};

/** Three networks of 123 bytes, of which those in `held` are kept; the test plays the worker. */
function setUp(held: readonly number[] = [], fetcher?: typeof fetch) {
	const kept = new Set(held.map(hash));
	const cache: ByteCache = {
		get: async () => undefined,
		has: async (key) => kept.has(key),
		put: async () => {},
		delete: async () => {},
		clear: async () => {
			kept.clear();
			return true;
		},
	};
	const asked: { names: readonly string[]; options: DownloadOptions }[] = [];
	let answer = deferred<void>();
	const catalogue = createCatalogue('/m/', fetcher ?? ((async () => Response.json(index)) as typeof fetch));
	const downloads = createDownloads({
		catalogue,
		cache,
		engine: {
			download: (names, options = {}) => {
				asked.push({ names, options });
				answer = deferred<void>();
				options.signal?.addEventListener('abort', () => answer.reject(abortError()));
				return answer.promise;
			},
		},
	});
	const keepAll = () => {
		for (const digit of [1, 2, 3]) kept.add(hash(digit));
	};
	return { downloads, asked, kept, keepAll, answered: () => answer, asking: () => expect.poll(() => asked.length) };
}

describe('downloads for working offline', () => {
	it('tell the size before anything is downloaded', async () => {
		const { downloads, asked } = setUp([2]);
		await downloads.refresh();
		expect(downloads.getState()).toEqual({ total: 123, kept: 20 });
		expect(asked).toEqual([]);
	});

	it('show progress, and end with everything kept', async () => {
		const { downloads, asked, keepAll, answered, asking } = setUp([2]);
		await downloads.refresh();
		const done = downloads.downloadAll();
		expect(downloads.getState().run).toEqual({ loaded: 0, total: 103 });
		await asking().toBe(1);
		expect(asked[0]?.names).toEqual(['perception', 'captioner', 'styles/kiss']);
		asked[0]?.options.onBytes?.(50, 103);
		expect(downloads.getState().run).toEqual({ loaded: 50, total: 103 });
		keepAll();
		answered().resolve();
		await done;
		expect(downloads.getState()).toMatchObject({ total: 123, kept: 123, run: undefined, failure: undefined });
	});

	it('stop when asked to, keep what is complete, and can be taken up again', async () => {
		const { downloads, asked, kept, asking } = setUp();
		await downloads.refresh();
		const done = downloads.downloadAll();
		await asking().toBe(1);
		kept.add(hash(1));
		downloads.stop();
		await done;
		expect(downloads.getState()).toMatchObject({ kept: 100, run: undefined, failure: undefined });
		void downloads.downloadAll();
		await asking().toBe(2);
		expect(asked[1]?.options.signal?.aborted).toBe(false);
	});

	it('run once at a time', async () => {
		const { downloads, asked, asking } = setUp();
		void downloads.downloadAll();
		await downloads.downloadAll();
		await asking().toBe(1);
		expect(asked).toHaveLength(1);
	});

	it('say why they failed, and when the browser kept nothing', async () => {
		const { downloads, answered, asking } = setUp();
		await downloads.refresh();
		const failed = downloads.downloadAll();
		await asking().toBe(1);
		answered().reject(new AtelierError('network-failed', 'No connection.'));
		await failed;
		expect(downloads.getState()).toMatchObject({ failure: 'No connection.', run: undefined });
		const unkept = downloads.downloadAll();
		await asking().toBe(2);
		answered().resolve();
		await unkept;
		expect(downloads.getState().failure).toMatch(/did not keep/);
	});

	it('are deleted altogether', async () => {
		const { downloads } = setUp([1, 2, 3]);
		await downloads.refresh();
		await downloads.remove();
		expect(downloads.getState()).toMatchObject({ total: 123, kept: 0, failure: undefined });
	});

	it('say so when the list cannot be read', async () => {
		const { downloads } = setUp([], async () => {
			throw new TypeError('Failed to fetch');
		});
		await downloads.refresh();
		expect(downloads.getState()).toMatchObject({ kept: 0, failure: expect.stringContaining('connection') });
	});
});

describe('a tab that was opened', () => {
	it('has its own networks downloaded, and none of another tab', async () => {
		const { downloads, asked, asking } = setUp();
		void downloads.prefetch(['perception', 'styles/*']);
		await asking().toBe(1);
		expect(asked[0]?.names).toEqual(['perception', 'styles/kiss']);
	});

	it('asks the worker for nothing when all is there, and is quiet about failures', async () => {
		const { downloads, asked, answered, asking } = setUp([1, 3]);
		await downloads.prefetch(['perception', 'styles/*']);
		expect(asked).toEqual([]);
		const failing = downloads.prefetch(['captioner']);
		await asking().toBe(1);
		answered().reject(new AtelierError('network-failed', 'No connection.'));
		await failing;
		expect(downloads.getState().failure).toBeUndefined();
	});
});
