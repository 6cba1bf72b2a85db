/** A static server for the built studio: `npm start`, the end-to-end tests, the command line and the benches use it. */
import { existsSync, realpathSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve, sep } from 'node:path';
import send from 'send';
import { cacheControl, productionHeaders } from './headers';

export interface StudioServer {
	/** `http://127.0.0.1:<port>` */
	readonly origin: string;
	close(): Promise<void>;
}

export interface ServerOptions {
	/** Folder with the built studio. */
	readonly root: string;
	/** Default 0: any free port. */
	readonly port?: number;
	/** Default 127.0.0.1: the studio is for this machine. */
	readonly host?: string;
	/** Headers of every response; tests leave some out. */
	readonly headers?: Readonly<Record<string, string>>;
	/** Path that the folder is served under, starting and ending in a slash. Default: `/`. */
	readonly base?: string;
	/** Called with the path and the size of each response that was sent, headers included, for measuring. */
	readonly onSent?: OnSent;
}

type OnSent = (path: string, bytes: number) => void;

/** Whether an Accept-Encoding header allows gzip: it is listed, with a quality above 0. */
export function takesGzip(header = ''): boolean {
	const found = /(?:^|,)\s*gzip\s*(?:;\s*q\s*=\s*([\d.]+))?\s*(?:,|$)/i.exec(header);
	return found !== null && Number(found[1] ?? 1) > 0;
}

/**
 * Finds the file of a request's path, with index.html for folders.
 * @returns undefined when there is none, or when it is outside the folder, by a symbolic link for example
 */
function fileOf(folder: string, pathname: string): string | undefined {
	try {
		const path = decodeURIComponent(pathname);
		const real = realpathSync(join(folder, path.endsWith('/') ? `${path}index.html` : path));
		return real.startsWith(folder + sep) ? real : undefined;
	} catch {
		return undefined;
	}
}

/** A request listener that serves the current files of a folder. */
function filesOf(folder: string, headers: Readonly<Record<string, string>>, base: string) {
	return (request: IncomingMessage, response: ServerResponse): void => {
		for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
		if (request.method !== 'GET' && request.method !== 'HEAD') {
			response.writeHead(405, { Allow: 'GET, HEAD' }).end();
			return;
		}
		const { pathname } = new URL(request.url ?? '/', 'http://studio');
		const below = pathname.startsWith(base) ? pathname.slice(base.length - 1) : undefined;
		const file = below === undefined ? undefined : fileOf(folder, below);
		if (below === undefined || file === undefined) {
			notFound(response);
			return;
		}
		response.setHeader('Vary', 'Accept-Encoding');
		response.setHeader('Cache-Control', cacheControl(below));
		// Written by the build; a part of a file is a part of the plain one.
		const packed = `${file}.gz`;
		const isPacked =
			request.headers.range === undefined && takesGzip(request.headers['accept-encoding']) && existsSync(packed);
		if (isPacked) response.setHeader('Content-Encoding', 'gzip');
		send(request, encodeURI(isPacked ? packed : file), { cacheControl: false, dotfiles: 'allow', lastModified: false })
			.on('headers', () => response.setHeader('Content-Type', typeOf(file)))
			.on('error', ({ status }: { readonly status: number }) => {
				if (status === 416) response.writeHead(416).end();
				else notFound(response);
			})
			.pipe(response);
	};
}

const types: Readonly<Record<string, string>> = {
	'.css': 'text/css; charset=utf-8',
	'.html': 'text/html; charset=utf-8',
	'.jpg': 'image/jpeg',
	'.js': 'text/javascript; charset=utf-8',
	'.json': 'application/json; charset=utf-8',
	'.md': 'text/markdown; charset=utf-8',
	'.png': 'image/png',
	'.svg': 'image/svg+xml',
	'.txt': 'text/plain; charset=utf-8',
	'.wasm': 'application/wasm',
	'.webmanifest': 'application/manifest+json',
	'.webp': 'image/webp',
};

const typeOf = (file: string): string => types[extname(file)] ?? 'application/octet-stream';

function notFound(response: ServerResponse): void {
	response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('There is no such file here.\n');
}

function measure({ socket, url = '/' }: IncomingMessage, response: ServerResponse, onSent: OnSent): void {
	const before = socket.bytesWritten;
	response.once('close', () => onSent(url, socket.bytesWritten - before));
}

/**
 * Starts the server and resolves once it listens.
 * @throws the error of `listen`, for example when the port is in use
 */
export async function serve(options: ServerOptions): Promise<StudioServer> {
	const { root, port = 0, host = '127.0.0.1', headers = productionHeaders, base = '/', onSent } = options;
	const server = createServer(filesOf(realpathSync(resolve(root)), headers, base));
	if (onSent !== undefined) server.on('request', (request, response) => measure(request, response, onSent));
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
