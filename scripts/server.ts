/** A static server for the built studio: `npm start`, the end-to-end tests, the command line and the bench use it. */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { productionHeaders } from './headers';

const compress = promisify(gzip);

const types: Readonly<Record<string, string>> = {
	'.css': 'text/css; charset=utf-8',
	'.html': 'text/html; charset=utf-8',
	'.jpg': 'image/jpeg',
	'.js': 'text/javascript; charset=utf-8',
	'.json': 'application/json; charset=utf-8',
	'.md': 'text/markdown; charset=utf-8',
	'.png': 'image/png',
	'.safetensors': 'application/octet-stream',
	'.svg': 'image/svg+xml',
	'.txt': 'text/plain; charset=utf-8',
	'.wasm': 'application/wasm',
	'.webmanifest': 'application/manifest+json',
	'.webp': 'image/webp',
};

/** Worth compressing: pictures and fp16 weights hardly shrink. */
const compressible = /^(text\/|application\/(json|wasm|manifest)|image\/svg)/;

interface Body {
	readonly etag: string;
	readonly plain: Buffer;
	readonly gzipped?: Buffer;
}

export interface StudioServer {
	/** `http://127.0.0.1:<port>` */
	readonly origin: string;
	close(): Promise<void>;
}

export interface ServerOptions {
	/** Folder with the built studio. */
	readonly root: string;
	/** 0 (the default) takes any free port. */
	readonly port?: number;
	/** Default 127.0.0.1: the studio is for this machine. */
	readonly host?: string;
	/** Sent with every answer; tests take some away. */
	readonly headers?: Readonly<Record<string, string>>;
}

/** The file that a request's path means, or undefined when it points outside of `root` or is malformed. */
export function fileFor(root: string, url: string): string | undefined {
	let path: string;
	try {
		path = decodeURIComponent(new URL(url, 'http://studio').pathname);
	} catch {
		return undefined;
	}
	const file = resolve(join(root, path.endsWith('/') ? `${path}index.html` : path));
	return path.includes('\0') || !file.startsWith(resolve(root) + sep) ? undefined : file;
}

/**
 * Starts the server and resolves once it listens.
 * Throws what `listen` throws, as when the port is taken.
 */
export async function serve(options: ServerOptions): Promise<StudioServer> {
	const { root, port = 0, host = '127.0.0.1', headers = productionHeaders } = options;
	const bodies = new Map<string, Body>();

	/** A file's bytes, read again when the file has changed, and compressed once. */
	async function bodyOf(file: string, type: string): Promise<Body> {
		const { mtimeMs, size } = await stat(file);
		const etag = `"${createHash('sha1').update(`${file}:${mtimeMs}:${size}`).digest('base64url')}"`;
		const known = bodies.get(file);
		if (known?.etag === etag) return known;
		const plain = await readFile(file);
		const body = compressible.test(type) ? { etag, plain, gzipped: await compress(plain) } : { etag, plain };
		bodies.set(file, body);
		return body;
	}

	async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
		if (request.method !== 'GET' && request.method !== 'HEAD') {
			response.writeHead(405, { Allow: 'GET, HEAD' }).end();
			return;
		}
		const file = fileFor(root, request.url ?? '/');
		const type = types[extname(file ?? '')] ?? 'application/octet-stream';
		const body = file === undefined ? undefined : await bodyOf(file, type).catch(() => undefined);
		if (file === undefined || body === undefined) {
			response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('There is no such file here.\n');
			return;
		}
		response.setHeader('ETag', body.etag);
		// Files in assets/ carry a hash of their content in their names; all others are asked for again.
		const hashed = file.startsWith(join(resolve(root), 'assets') + sep);
		response.setHeader('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
		response.setHeader('Vary', 'Accept-Encoding');
		if (request.headers['if-none-match'] === body.etag) {
			response.writeHead(304).end();
			return;
		}
		const takesGzip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
		const bytes = takesGzip && body.gzipped ? body.gzipped : body.plain;
		if (bytes === body.gzipped) response.setHeader('Content-Encoding', 'gzip');
		response.writeHead(200, { 'Content-Type': type, 'Content-Length': bytes.byteLength });
		response.end(request.method === 'HEAD' ? undefined : bytes);
	}

	const server = createServer((request, response) => {
		answer(request, response).catch((error: unknown) => {
			console.error(error);
			response.destroy();
		});
	});
	await new Promise<void>((listening, failed) => {
		server.once('error', failed);
		server.listen(port, host, listening);
	});
	return {
		origin: `http://${host}:${(server.address() as AddressInfo).port}`,
		close: () =>
			new Promise((closed) => {
				server.close(() => closed());
				server.closeAllConnections();
			}),
	};
}
