/** A static server for the built studio: `npm start`, the end-to-end tests, the command line and the benches use it. */
import { realpathSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve, sep } from 'node:path';
import sirv from 'sirv';
import { productionHeaders } from './headers';

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
}

/** Whether an Accept-Encoding header allows gzip: it is listed, with a quality above 0. */
export function takesGzip(header = ''): boolean {
	const found = /(?:^|,)\s*gzip\s*(?:;\s*q\s*=\s*([\d.]+))?\s*(?:,|$)/i.exec(header);
	return found !== null && Number(found[1] ?? 1) > 0;
}

/** Whether a request's path leads outside the folder through a symbolic link. */
function leavesFolder(folder: string, url: string): boolean {
	try {
		const { pathname } = new URL(url, 'http://studio');
		const real = realpathSync(join(folder, decodeURIComponent(pathname)));
		return real !== folder && !real.startsWith(folder + sep);
	} catch {
		return false; // no such file: sirv responds
	}
}

/** A request listener that serves the current files of a folder. */
function filesOf(folder: string, headers: Readonly<Record<string, string>>) {
	const files = sirv(folder, {
		dev: true,
		etag: true,
		gzip: true,
		extensions: ['html'],
		onNoMatch: (_request, response) => notFound(response),
		setHeaders: (response, path) => {
			// Files in assets/ have a hash of their content in their names; all others must be revalidated.
			const isHashed = path.startsWith('/assets/');
			response.setHeader('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
			if (path.endsWith('.safetensors')) response.setHeader('Content-Type', 'application/octet-stream');
		},
	});
	return (request: IncomingMessage, response: ServerResponse): void => {
		for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
		const url = request.url ?? '/';
		if (request.method !== 'GET' && request.method !== 'HEAD') {
			response.writeHead(405, { Allow: 'GET, HEAD' }).end();
		} else if (leavesFolder(folder, url)) {
			notFound(response);
		} else {
			// sirv only looks for the word, and would compress even for a client that refuses it.
			if (!takesGzip(request.headers['accept-encoding'])) delete request.headers['accept-encoding'];
			files(request, response);
		}
	};
}

function notFound(response: ServerResponse): void {
	response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('There is no such file here.\n');
}

/**
 * Starts the server and resolves once it listens.
 * @throws the error of `listen`, for example when the port is in use
 */
export async function serve(options: ServerOptions): Promise<StudioServer> {
	const { root, port = 0, host = '127.0.0.1', headers = productionHeaders } = options;
	const server = createServer(filesOf(realpathSync(resolve(root)), headers));
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
