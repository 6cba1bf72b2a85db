import { AtelierError } from '../../models/errors';

/**
 * The picture on the clipboard, for a button; the browser may ask the visitor first.
 * @throws AtelierError `picture-unreadable` when there is none, or the browser does not let the page look
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
		const type = item.types.find((name) => name.startsWith('image/'));
		if (type !== undefined) return item.getType(type);
	}
	throw new AtelierError('picture-unreadable', 'There is no picture on the clipboard. Copy one, then paste again.');
}
