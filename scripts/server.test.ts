import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { precompressFolder } from './precompress';
import { type StudioServer, serve, takesGzip } from './server';

let root: string;
let server: StudioServer;

beforeAll(async () => {
	root = await mkdtemp(join(tmpdir(), 'atelier-server-'));
	await mkdir(join(root, 'assets'));
	await writeFile(join(root, 'index.html'), '<!doctype html><title>Atelier</title>');
	await writeFile(join(root, 'assets', 'kernels-abc.wasm'), Buffer.alloc(5000));
	await writeFile(join(root, 'model.safetensors'), Buffer.alloc(64, 1));
	await precompressFolder(root);
	await rm(join(root, 'index.html.gz'));
	server = await serve({ root });
});
afterAll(async () => {
	await server.close();
	await rm(root, { recursive: true });
});

/** Sends a path and headers as they are: `fetch` would normalise the one, and add `Cache-Control: no-cache` to conditions. */
function statusOfRawPath(path: string, headers: Record<string, string> = {}): Promise<number | undefined> {
	return new Promise((resolve, reject) => {
		const { hostname, port } = new URL(server.origin);
		request({ hostname, port, path, headers }, (response) => resolve(response.resume().statusCode))
			.on('error', reject)
			.end();
	});
}

describe('the static server', () => {
	it('serves the page with the headers that isolate it and keep it to its own origin', async () => {
		const response = await fetch(`${server.origin}/?backend=wasm`);
		expect(response.status).toBe(200);
		expect(response.headers.get('content-type')).toMatch(/^text\/html; ?charset=utf-8$/);
		expect(response.headers.get('cross-origin-opener-policy')).toBe('same-origin');
		expect(response.headers.get('cross-origin-embedder-policy')).toBe('require-corp');
		expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self'/);
		expect(response.headers.get('content-security-policy')).not.toContain('unsafe-inline');
		expect(await response.text()).toContain('Atelier');
	});

	it('sends the same headers with scripts, weights and errors', async () => {
		for (const path of ['/assets/kernels-abc.wasm', '/model.safetensors', '/nothing.js']) {
			const response = await fetch(server.origin + path);
			expect(response.headers.get('cross-origin-embedder-policy'), path).toBe('require-corp');
			expect(response.headers.get('content-security-policy'), path).toContain("default-src 'none'");
		}
	});

	it('names types rightly, compresses what shrinks and leaves weights alone', async () => {
		const wasm = await fetch(`${server.origin}/assets/kernels-abc.wasm`);
		expect(wasm.headers.get('content-type')).toBe('application/wasm');
		expect(wasm.headers.get('content-encoding')).toBe('gzip');
		expect((await wasm.arrayBuffer()).byteLength).toBe(5000);
		const weights = await fetch(`${server.origin}/model.safetensors`);
		expect(weights.headers.get('content-encoding')).toBeNull();
		expect(weights.headers.get('content-length')).toBe('64');
	});

	it('keeps hashed files for good and lets others be revalidated', async () => {
		const asset = await fetch(`${server.origin}/assets/kernels-abc.wasm`);
		expect(asset.headers.get('cache-control')).toContain('immutable');
		const page = await fetch(server.origin);
		expect(page.headers.get('cache-control')).toBe('no-cache');
		expect(await statusOfRawPath('/', { 'if-none-match': page.headers.get('etag') ?? '' })).toBe(304);
		await writeFile(join(root, 'index.html'), '<!doctype html><title>Atelier, newer</title>');
		expect(await (await fetch(server.origin)).text()).toContain('newer');
	});

	it('serves nothing outside of its folder, and says so', async () => {
		expect(await statusOfRawPath('/../package.json')).toBe(404);
		expect(await statusOfRawPath('/%2e%2e/%2e%2e/etc/passwd')).toBe(404);
		expect(await statusOfRawPath('/%')).toBe(404);
		expect(await statusOfRawPath('/..%2fatelier-private/key')).toBe(404);
		expect(await statusOfRawPath('/a%00.html')).toBe(404);
		expect(await statusOfRawPath('/assets/')).toBe(404);
	});

	it.skipIf(process.platform === 'win32')('follows no symbolic link out of its folder', async () => {
		const outside = await mkdtemp(join(tmpdir(), 'atelier-outside-'));
		await writeFile(join(outside, 'key.txt'), 'secret');
		await symlink(join(outside, 'key.txt'), join(root, 'key.txt'));
		await symlink(join(root, 'model.safetensors'), join(root, 'inside.safetensors'));
		expect((await fetch(`${server.origin}/key.txt`)).status).toBe(404);
		expect((await fetch(`${server.origin}/inside.safetensors`)).status).toBe(200);
		await rm(outside, { recursive: true });
	});

	it('compresses only for those who take it', async () => {
		expect(['gzip', 'br, gzip;q=0.5', 'deflate, GZIP'].map(takesGzip)).toEqual([true, true, true]);
		expect(['', 'gzip;q=0', 'br, gzip; q=0.0', 'x-gzip2', 'identity'].map(takesGzip)).toEqual(Array(5).fill(false));
		const plain = await fetch(`${server.origin}/assets/kernels-abc.wasm`, {
			headers: { 'accept-encoding': 'gzip;q=0' },
		});
		expect(plain.headers.get('content-encoding')).toBeNull();
	});

	it('sends a part of a file to those who ask for one', async () => {
		const part = await fetch(`${server.origin}/model.safetensors`, { headers: { range: 'bytes=10-19' } });
		expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 10-19/64']);
		expect((await part.arrayBuffer()).byteLength).toBe(10);
	});

	it('understands conditions and ranges as HTTP defines them', async () => {
		const etag = (await fetch(`${server.origin}/model.safetensors`)).headers.get('etag') ?? '';
		const statusWith = (headers: Record<string, string>) => statusOfRawPath('/model.safetensors', headers);
		expect(await statusWith({ 'if-none-match': `"other", ${etag}` })).toBe(304);
		expect(await statusWith({ 'if-none-match': `"other", ${etag.replace('W/', '')}` })).toBe(304);
		expect(await statusWith({ 'if-none-match': '*' })).toBe(304);
		expect(await statusWith({ 'if-none-match': '"other"' })).toBe(200);
		expect(await statusWith({ range: 'bytes=60-' })).toBe(206);
		expect(await statusWith({ range: 'bytes=-4' })).toBe(206);
		expect(await statusWith({ range: 'bytes=64-' })).toBe(416);
	});

	it('gives a compressed and a plain copy different tags, and a part of the plain one', async () => {
		const kernels = `${server.origin}/assets/kernels-abc.wasm`;
		const [packed, plain] = await Promise.all(
			['gzip', 'identity'].map((encoding) => fetch(kernels, { headers: { 'accept-encoding': encoding } })),
		);
		expect(packed?.headers.get('etag')).not.toBe(plain?.headers.get('etag'));
		expect(packed?.headers.get('vary')).toBe('Accept-Encoding');
		const part = await fetch(kernels, { headers: { range: 'bytes=0-9', 'accept-encoding': 'gzip' } });
		expect([part.status, part.headers.get('content-encoding')]).toEqual([206, null]);
	});

	it('serves a folder below a path, and nothing above it', async () => {
		const sent: string[] = [];
		const below = await serve({ root, base: '/x/y/', onSent: (path) => sent.push(path) });
		expect((await fetch(`${below.origin}/x/y/`)).status).toBe(200);
		expect((await fetch(`${below.origin}/`)).status).toBe(404);
		await below.close();
		expect(sent).toEqual(['/x/y/', '/']);
	});

	it('takes no other methods', async () => {
		expect((await fetch(server.origin, { method: 'POST' })).status).toBe(405);
		const head = await fetch(server.origin, { method: 'HEAD' });
		expect([head.status, await head.text()]).toEqual([200, '']);
	});
});
