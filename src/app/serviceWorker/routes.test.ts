import { describe, expect, it } from 'vitest';
import { type Asked, routeOf } from './routes';

const root = 'http://studio.example/';
const shell = new Set(['/index.html', '/assets/worker-abc.js', '/assets/tfjs-backend-wasm-def.wasm']);
const routeBelow = (scope: string, path: string, asked: Partial<Asked> = {}) =>
	routeOf(
		{ url: new URL(path, scope).href, method: 'GET', mode: 'cors', cache: 'default', partial: false, ...asked },
		scope,
		shell,
	);
const route = (path: string, asked?: Partial<Asked>) => routeBelow(root, path, asked);

describe('routeOf', () => {
	it('serves pages, the worker and the kernels from the shell', () => {
		expect(route('/', { mode: 'navigate' })).toBe('shell');
		expect(route('/?backend=wasm#paint', { mode: 'navigate' })).toBe('shell');
		expect(route('/assets/worker-abc.js')).toBe('shell');
		expect(route('/assets/tfjs-backend-wasm-def.wasm')).toBe('shell');
	});

	it('leaves files that are opened by themselves what they are', () => {
		expect(route('/models/captioner/README.md', { mode: 'navigate' })).toBe('newest');
		expect(route('/index.html', { mode: 'navigate' })).toBe('shell');
	});

	it('finds the files of an earlier build for pages that are still open', () => {
		expect(route('/assets/worker-0ld.js')).toBe('earlier');
		expect(route('/assets/worker-0ld.js', { cache: 'no-store' })).toBe('pass');
	});

	it('asks the server first for lists and thumbnails', () => {
		expect(route('/models/index.json')).toBe('newest');
		expect(route('/models/styles/thumbnails/starry-night.webp')).toBe('newest');
	});

	it('leaves weights to the loader, so that a damaged file is really fetched again', () => {
		expect(route('/models/perception/model.safetensors')).toBe('pass');
		expect(route('/models/index.json', { cache: 'reload' })).toBe('pass');
		expect(route('/assets/worker-abc.js', { cache: 'no-store' })).toBe('pass');
	});

	it('leaves other origins, other methods and parts of files alone', () => {
		expect(route('https://elsewhere.example/index.html')).toBe('pass');
		expect(route('/index.html', { method: 'POST' })).toBe('pass');
		expect(route('/index.html', { partial: true })).toBe('pass');
	});

	it('knows its files below any path, and leaves what is beside it alone', () => {
		const scope = 'http://studio.example/x/y/';
		expect(routeBelow(scope, './', { mode: 'navigate' })).toBe('shell');
		expect(routeBelow(scope, 'assets/worker-abc.js')).toBe('shell');
		expect(routeBelow(scope, 'models/index.json')).toBe('newest');
		expect(routeBelow(scope, '/assets/worker-abc.js')).toBe('pass');
		expect(routeBelow(scope, '/x/other/', { mode: 'navigate' })).toBe('pass');
	});
});
