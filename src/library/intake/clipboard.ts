import { AtelierError } from '../../models/errors';
import { isPictureFile } from './fileKinds';

/**
 * Reads the picture on the clipboard, for a button. The browser may ask the visitor first.
 * @throws AtelierError `picture-unreadable` when there is none, or the browser refuses
 */
export async function readClipboard(): Promise<Blob> {
	let items: ClipboardItems;
	try {
		items = await navigator.clipboard.read();
	} catch (cause) {
		const advice = 'Press Ctrl+V (on a Mac: Command+V) instead.';
		throw new AtelierError('picture-unreadable', `The browser did not let the page read the clipboard. ${advice}`, {
			cause,
		});
	}
	for (const item of items) {
		// The same picture may be there in several forms, of which SVG cannot be read.
		const type = item.types.find((type) => isPictureFile({ name: '', type }));
		if (type !== undefined) return item.getType(type);
	}
	throw new AtelierError('picture-unreadable', 'There is no picture on the clipboard. Copy one, then paste again.');
}
