/** Saves a file under a name. The browser asks where, or adds it to the downloads. */
export function saveFile(file: Blob, name: string): void {
	const link = document.createElement('a');
	link.href = URL.createObjectURL(file);
	link.download = name;
	link.click();
	// Once started, the download keeps the blob itself; a minute is ample.
	setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Makes a file name that is valid on every system from a title. */
export function fileName(title: string, ending: string): string {
	const plain = title
		.normalize('NFKD')
		.replace(/[^\w\s-]/g, '')
		.trim()
		.replace(/[\s_]+/g, '-')
		.toLowerCase()
		.slice(0, 60);
	return `${plain || 'picture'}.${ending}`;
}
