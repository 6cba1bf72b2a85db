/** Decides what the service worker does with a request, by its address alone. */

/**
 * - `shell`: precached with this build, so that page, worker and kernels always match.
 * - `earlier`: a file of another build than this one, which a page that is still open may need.
 * - `newest`: asked from the server first, kept for when there is none: the models' lists, configurations, thumbnails, cards.
 * - `pass`: not touched. The model loader verifies, keeps and refetches weights itself (src/models).
 */
export type Route = 'shell' | 'earlier' | 'newest' | 'pass';

export interface Asked {
	readonly url: string;
	readonly method: string;
	/** `navigate` for a page: the studio's own, or a file that is opened by itself. */
	readonly mode: string;
	/** `reload` and `no-store` ask for the server's own copy. */
	readonly cache: string;
	/** True for a part of a file (`Range`), which a cache cannot answer. */
	readonly partial: boolean;
}

/**
 * @param scope URL of the folder that the studio is served from, ending in a slash
 * @param shell paths of the precached files from there, as `/assets/worker-abc.js`
 */
export function routeOf(asked: Asked, scope: string, shell: ReadonlySet<string>): Route {
	if (asked.method !== 'GET' || !asked.url.startsWith(scope) || asked.partial) return 'pass';
	const path = pathIn(scope, asked.url);
	// Its parts are behind a `#` and a `?`. Other pages are files, such as the models' cards.
	if (asked.mode === 'navigate') return path === '/' || path === '/index.html' ? 'shell' : 'newest';
	if (asked.cache === 'reload' || asked.cache === 'no-store') return 'pass';
	if (shell.has(path)) return 'shell';
	if (path.startsWith('/assets/')) return 'earlier';
	if (/\.(safetensors|h5)$/.test(path)) return 'pass';
	return 'newest';
}

/** The path of a URL from the studio's folder. */
const pathIn = (scope: string, url: string): string => new URL(url).pathname.slice(new URL(scope).pathname.length - 1);
