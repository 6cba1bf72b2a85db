/** File names of birds. */

const longest = 60;

/** Turns a sentence into a file name such as `a-small-bird-with-a-red-head`, cut at the end of a word. */
export function stem(text: string): string {
	const words =
		text
			.normalize('NFKD')
			.replace(/\p{M}/gu, '')
			.toLowerCase()
			.match(/[a-z0-9]+/g) ?? [];
	let name = '';
	for (const word of words) {
		const longer = name === '' ? word.slice(0, longest) : `${name}-${word}`;
		if (longer.length > longest) break;
		name = longer;
	}
	return name || 'bird';
}

/** A distinct file name for each sentence. */
export function stemsOf(texts: readonly string[]): string[] {
	const taken = new Set<string>();
	return texts.map((text) => {
		const plain = stem(text);
		let name = plain;
		for (let count = 2; taken.has(name); count++) name = `${plain}-${count}`;
		taken.add(name);
		return name;
	});
}

/** File name of a frame; numbers are padded so that the files sort in order. */
export const frameName = (name: string, at: number, frames: number): string =>
	`${name}-walk-${String(at + 1).padStart(String(frames).length, '0')}`;
