import { AtelierError } from './errors';

/** Parses a downloaded JSON file. @throws AtelierError model-invalid */
export function parseJson(bytes: Uint8Array, what: string): unknown {
	try {
		return JSON.parse(new TextDecoder().decode(bytes));
	} catch (cause) {
		throw new AtelierError(
			'model-invalid',
			`${what} is not JSON. Reload the page; if that does not help, the installation is broken.`,
			{ cause },
		);
	}
}
