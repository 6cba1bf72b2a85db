/** What the files of birds are called. */

const longest = 60;

/** `a-small-bird-with-a-red-head`: letters and digits of any sentence, cut at a word's end. */
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

/** A stem for each sentence, no two the same. */
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

/** Frames have as many digits as the last of them, so that they sort in their order. */
export const frameName = (name: string, at: number, frames: number): string =>
	`${name}-walk-${String(at + 1).padStart(String(frames).length, '0')}`;
