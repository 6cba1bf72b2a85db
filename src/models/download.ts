/** Downloads a file from the server, with progress, abort and a size limit. */
import { AtelierError, isAbort, throwIfAborted } from './errors';

export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

export interface DownloadOptions {
	/** Expected size; a longer body is refused before it fills the memory. */
	readonly bytes: number;
	readonly signal?: AbortSignal | undefined;
	/** Called with the bytes received so far, never more than `bytes`. */
	readonly onBytes?: ((loaded: number) => void) | undefined;
	readonly fetch?: Fetch | undefined;
	/** Bypasses the HTTP cache: for the second try after a damaged copy. */
	readonly fresh?: boolean | undefined;
}

/** A file as messages call it: by its path among the models, without the server's address. */
const called = (url: string): string => `“${url.replace(/^.*\/models\//, '')}”`;

function refused(url: string, cause?: unknown): AtelierError {
	return new AtelierError(
		'network-failed',
		`${called(url)} could not be downloaded. Check the connection and try again.`,
		cause === undefined ? undefined : { cause },
	);
}

async function readBody(response: Response, url: string, options: DownloadOptions): Promise<Uint8Array> {
	const reader = response.body?.getReader();
	if (!reader) return new Uint8Array();
	const out = new Uint8Array(options.bytes);
	let loaded = 0;
	try {
		for (;;) {
			const { done, value } = await reader.read();
			if (done) return out.subarray(0, loaded);
			if (loaded + value.length > options.bytes) {
				throw new AtelierError(
					'model-damaged',
					`${called(url)} is larger than it should be. Reload the page and try again.`,
				);
			}
			out.set(value, loaded);
			loaded += value.length;
			options.onBytes?.(loaded);
		}
	} finally {
		// Frees the connection if the body was not read to its end.
		await reader.cancel().catch(() => undefined);
	}
}

/**
 * Downloads a file.
 *
 * @returns the body; it may be shorter than `bytes` (the caller checks size and hash together)
 * @throws AtelierError `model-missing` for a 404, `network-failed` for any other failure,
 *   `model-damaged` for a body that is too long; AbortError when the signal was aborted
 */
export async function download(url: string, options: DownloadOptions): Promise<Uint8Array> {
	const { signal, fetch: get = fetch } = options;
	throwIfAborted(signal);
	try {
		const response = await get(url, {
			...(signal ? { signal } : {}),
			...(options.fresh ? { cache: 'reload' as const } : {}),
		});
		if (response.status === 404) {
			throw new AtelierError(
				'model-missing',
				`${called(url)} is not on the server. Reload the page; if that does not help, the installation is incomplete.`,
			);
		}
		if (!response.ok) throw refused(url, `HTTP ${response.status}`);
		return await readBody(response, url, options);
	} catch (error) {
		throwIfAborted(signal);
		if (error instanceof AtelierError || isAbort(error)) throw error;
		throw refused(url, error);
	}
}
