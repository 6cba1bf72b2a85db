/**
 * The service worker: the studio works without a network after the first visit, and with the studio's headers on servers
 * that send none. Imports nothing outside of this folder, because a service worker is one file.
 */
import { routeOf } from './routes';

const scope = self as unknown as ServiceWorkerGlobalScope;

interface Shell {
	/** Changes with any file of the build. */
	readonly version: string;
	/** Paths of the build's own files, from the studio's folder. */
	readonly paths: readonly string[];
	/** Paths of the models' lists, configurations and thumbnails: kept too, but requested again while there is a network. */
	readonly lists: readonly string[];
	/** Headers that every response must have. */
	readonly headers: Readonly<Record<string, string>>;
}

// The build writes the list of its files here: scripts/precache.ts.
const shell: Shell = JSON.parse('__SHELL__');
const paths = new Set(shell.paths);
/** Where the studio is served from: `/`, or a folder below it. */
const folder = new URL(scope.registration.scope).pathname;
/** Studios in other folders of the same host have caches of their own. */
const shellPrefix = `atelier-shell${folder === '/' ? '' : folder}-`;
const shellCache = `${shellPrefix}${shell.version}`;
const newestCache = 'atelier-newest';

const pathOf = (path: string): string => folder.slice(0, -1) + path;

/** Adds the headers that the server did not send: the security policy, and the isolation that WebAssembly's threads need. */
function withHeaders(response: Response): Response {
	if (response.type === 'opaque' || response.status === 0) return response;
	const headers = new Headers(response.headers);
	for (const [name, value] of Object.entries(shell.headers)) if (!headers.has(name)) headers.set(name, value);
	return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

async function fromShell(request: Request): Promise<Response> {
	const cache = await caches.open(shellCache);
	const key = request.mode === 'navigate' ? pathOf('/index.html') : new URL(request.url).pathname;
	return (await cache.match(key)) ?? withHeaders(await fetch(request));
}

const earlierCaches = async (): Promise<string[]> =>
	(await caches.keys()).filter((name) => name.startsWith(shellPrefix) && name !== shellCache);

async function fromEarlier(request: Request): Promise<Response> {
	for (const name of await earlierCaches()) {
		const kept = await (await caches.open(name)).match(new URL(request.url).pathname);
		if (kept !== undefined) return kept;
	}
	return withHeaders(await fetch(request));
}

/** Deletes earlier builds unless a page may be using them. Called when a page has been loaded from this build. */
async function dropEarlier(): Promise<void> {
	const { waiting, installing } = scope.registration;
	const pages = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true });
	// What a newer worker has cached is no earlier build.
	if (pages.length > 1 || waiting !== null || installing !== null) return;
	await Promise.all((await earlierCaches()).map((name) => caches.delete(name)));
}

async function newest(request: Request): Promise<Response> {
	const cache = await caches.open(newestCache);
	try {
		const response = await fetch(request);
		// A full or refused storage must not break the page: then there is no copy for later, and that is all.
		if (response.status === 200) await cache.put(request, response.clone()).catch(() => undefined);
		return withHeaders(response);
	} catch (error) {
		const kept = await cache.match(request);
		if (kept !== undefined) return kept;
		throw error;
	}
}

async function keep(name: string, paths: readonly string[]): Promise<void> {
	const cache = await caches.open(name);
	await Promise.all(
		paths.map(async (path) => {
			// `no-cache` revalidates, so that a stale index.html in the HTTP cache never meets new assets.
			const response = await fetch(pathOf(path), { cache: 'no-cache' });
			if (!response.ok) throw new Error(`${path}: ${response.status}`);
			await cache.put(pathOf(path), withHeaders(response));
		}),
	);
}

async function install(): Promise<void> {
	await Promise.all([keep(shellCache, shell.paths), keep(newestCache, shell.lists)]);
}

scope.addEventListener('install', (event) => event.waitUntil(install()));
scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()));
scope.addEventListener('message', (event) => {
	// A new build waits until the page says so: taking over in mid-painting would mix two builds' files.
	if (event.data === 'take-over') void scope.skipWaiting();
	if (event.data === 'loaded') event.waitUntil(dropEarlier());
});
scope.addEventListener('fetch', (event) => {
	const { request } = event;
	const asked = {
		url: request.url,
		method: request.method,
		mode: request.mode,
		cache: request.cache,
		partial: request.headers.has('Range'),
	};
	const route = routeOf(asked, scope.registration.scope, paths);
	if (route === 'shell') event.respondWith(fromShell(request));
	if (route === 'earlier') event.respondWith(fromEarlier(request));
	if (route === 'newest') event.respondWith(newest(request));
});
