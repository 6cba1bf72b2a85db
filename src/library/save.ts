/** Saves a file under a name. The browser asks where, or adds it to the downloads. */
export function saveFile(file: Blob, name: string): void {
	const link = document.createElement('a');
	link.href = URL.createObjectURL(file);
	link.download = name;
	link.click();
	// Once started, the download keeps the blob itself; a minute is ample.
	setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Names that Windows keeps for devices, whatever the ending. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/** Makes a file name that is valid on every system from a title, in whatever script it is written. */
export function fileName(title: string, ending: string): string {
	const plain = title
		.normalize('NFC')
		.replace(/[^\p{L}\p{M}\p{N}\s._-]/gu, '')
		.replace(/[\s._]+/g, '-')
		.replace(/^-+|-+$/g, '')
		.toLowerCase();
	const short = [...plain].slice(0, 60).join('').replace(/-+$/, '');
	return `${reserved.test(short) ? `${short}-` : short || 'picture'}.${ending}`;
}
