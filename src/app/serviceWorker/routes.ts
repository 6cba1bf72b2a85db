/** What the service worker does with a request, told from its address alone. */

/**
 * - `shell`: precached with this build, so page, worker and kernels always fit together.
 * - `earlier`: a file of another build than this one, which a page that is still open may need.
 * - `newest`: asked from the server first, kept for when there is none: the models' lists, configurations, thumbnails.
 * - `pass`: not touched. The model loader verifies, keeps and refetches weights itself (src/models).
 */
export type Route = 'shell' | 'earlier' | 'newest' | 'pass';

export interface Asked {
	readonly url: string;
	readonly method: string;
	/** `navigate` for a page. */
	readonly mode: string;
	/** `reload` and `no-store` ask for the server's own copy. */
	readonly cache: string;
	/** True for a part of a file (`Range`), which a cache cannot answer. */
	readonly partial: boolean;
}

/** @param shell paths of the precached files, as `/assets/worker-abc.js` */
export function routeOf(asked: Asked, origin: string, shell: ReadonlySet<string>): Route {
	const url = new URL(asked.url);
	if (asked.method !== 'GET' || url.origin !== origin || asked.partial) return 'pass';
	if (asked.mode === 'navigate') return 'shell';
	if (asked.cache === 'reload' || asked.cache === 'no-store') return 'pass';
	if (shell.has(url.pathname)) return 'shell';
	if (url.pathname.startsWith('/assets/')) return 'earlier';
	if (/\.(safetensors|h5)$/.test(url.pathname)) return 'pass';
	return 'newest';
}
