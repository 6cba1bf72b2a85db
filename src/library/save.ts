/** Hands a file to the visitor under a name. The browser asks where, or puts it among the downloads. */
export function saveFile(file: Blob, name: string): void {
	const link = document.createElement('a');
	link.href = URL.createObjectURL(file);
	link.download = name;
	link.click();
	// The download has its own hold on the blob once it started; a minute is ample.
	setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** A name that every file system takes, from a title. */
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
