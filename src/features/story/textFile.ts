import { quoted } from '../../library/names';
import { AtelierError } from '../../models/errors';

/** Whether a dropped file is a text rather than a picture, judged by its name and type. */
export const looksLikeText = ({ name, type }: { readonly name: string; readonly type: string }): boolean =>
	/\.(txt|text|md|markdown)$/i.test(name) || type === 'text/plain' || type === 'text/markdown';

/** Largest text file: the longest novels have 6 MB. */
const mostBytes = 50e6;
/** Whether a text has control characters of binary files. White space, escape and 26, the end of DOS files, are allowed. */
function hasBinary(text: string): boolean {
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code < 9 || (code > 13 && code < 32 && code !== 26 && code !== 27)) return true;
	}
	return false;
}

function decode(bytes: Uint8Array): string | undefined {
	const [first, second] = bytes;
	const wide =
		first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
	// Older books use windows-1252. It accepts any bytes, so it is tried last.
	for (const encoding of wide ? [wide] : ['utf-8', 'windows-1252']) {
		try {
			return new TextDecoder(encoding, { fatal: true }).decode(bytes);
		} catch {
			// try the next encoding
		}
	}
	return undefined;
}

/**
 * Reads a text file in UTF-8, UTF-16 or windows-1252.
 * @throws AtelierError `option-invalid` when it is empty, too large, or not a text
 */
export async function readTextFile(file: Blob, name: string): Promise<string> {
	const refuse = (why: string) => new AtelierError('option-invalid', `${quoted(name)} ${why}`);
	if (file.size === 0) throw refuse('is empty (0 bytes). Choose the original file again.');
	if (file.size > mostBytes)
		throw refuse('is larger than 50 MB. Take a part of it: a few thousand sentences are plenty.');
	const text = decode(new Uint8Array(await file.arrayBuffer()));
	if (text === undefined || hasBinary(text)) throw refuse('is not a text. Save it as plain text (.txt) and add that.');
	return text;
}
