/** The studio's response headers, for its own server, Vite's servers, static hosts and the service worker. */

/**
 * Content-Security-Policy: nothing leaves the device, as the page may send requests to its own origin only.
 * `wasm-unsafe-eval` lets WebAssembly compile, and nothing else.
 */
const policy: Readonly<Record<string, readonly string[]>> = {
	'default-src': ["'none'"],
	'script-src': ["'self'", "'wasm-unsafe-eval'"],
	'worker-src': ["'self'"],
	// Chromium's player reads a film's blob with requests that fall under connect-src. A blob never leaves the device.
	'connect-src': ["'self'", 'blob:'],
	'img-src': ["'self'", 'blob:', 'data:'],
	'style-src': ["'self'"],
	'media-src': ["'self'", 'blob:'],
	'manifest-src': ["'self'"],
	'base-uri': ["'none'"],
	'form-action': ["'none'"],
	'frame-ancestors': ["'none'"],
	// No text becomes HTML or script, and scripts and workers are our own files: src/engine/shared/trustedTypes.ts.
	'require-trusted-types-for': ["'script'"],
	'trusted-types': ['default'],
};

/** What hot reloading needs in addition: inline scripts and styles, and a web socket. It also writes scripts as text. */
const developmentAdditions: Readonly<Record<string, readonly string[]>> = {
	'script-src': ["'unsafe-inline'"],
	'style-src': ["'unsafe-inline'"],
	'connect-src': ['ws:'],
};

function serialise(
	additions: Readonly<Record<string, readonly string[]>> = {},
	without: readonly string[] = [],
): string {
	return Object.entries(policy)
		.filter(([directive]) => !without.includes(directive))
		.map(([directive, sources]) => [directive, ...sources, ...(additions[directive] ?? [])].join(' '))
		.join('; ');
}

/** Cross-origin isolation: without both of these a page gets no SharedArrayBuffer, and WASM no threads. */
const isolation = {
	'Cross-Origin-Opener-Policy': 'same-origin',
	'Cross-Origin-Embedder-Policy': 'require-corp',
	'Cross-Origin-Resource-Policy': 'same-origin',
};

const common = {
	...isolation,
	'X-Content-Type-Options': 'nosniff',
	'Referrer-Policy': 'no-referrer',
	'Permissions-Policy': 'camera=(self), microphone=(), geolocation=()',
};

/** Sent with every file of the built studio, because a worker's policy is that of its own script. */
export const productionHeaders: Readonly<Record<string, string>> = {
	...common,
	'Content-Security-Policy': serialise(),
};

export const developmentHeaders: Readonly<Record<string, string>> = {
	...common,
	'Content-Security-Policy': serialise(developmentAdditions, ['require-trusted-types-for', 'trusted-types']),
};

/** The policy for a meta element, for servers that send no headers. Browsers ignore `frame-ancestors` there. */
export const metaPolicy: string = serialise({}, ['frame-ancestors']);

/** Files in assets/ have a hash of their content in their names; all others must be revalidated. @param path from the studio's root */
export const cacheControl = (path: string): string =>
	path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';

/** File in the built folder from which Netlify, Cloudflare Pages and others read the headers to send. */
export const hostFile = '_headers';

/** The content of `hostFile`. */
export const hostHeaders: string = [
	'/*',
	...Object.entries({ ...productionHeaders, 'Cache-Control': cacheControl('/') }).map(
		([name, value]) => `  ${name}: ${value}`,
	),
	'/assets/*',
	'  ! Cache-Control',
	`  Cache-Control: ${cacheControl('/assets/')}`,
	'',
].join('\n');
