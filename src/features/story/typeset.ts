/** Replaces the network's straight quotation marks with typographic ones, character by character. */

const opensBefore = /[\s([{“‘]$/;
const dash = /[—–-]$/;
const letter = /[\p{L}\p{N}]$/u;
/** Words that begin with an apostrophe. */
const elided = /^(?:tis|twas|twill|twere|em|cause|bout|round|neath|gainst|\d)/i;

const count = (text: string, sign: string): number => text.split(sign).length - 1;

/** Whether a quotation is open at the end of a text. Each paragraph starts with none. */
function isOpen(before: string): boolean {
	const paragraph = before.slice(before.lastIndexOf('\n') + 1);
	return count(paragraph, '“') > count(paragraph, '”');
}

/** @param before the text before it, already typeset @returns the text, of the same length */
export function typeset(text: string, before = ''): string {
	let set = before;
	for (const [at, sign] of [...text].entries()) {
		if (sign === '"') {
			const opens = set === '' || opensBefore.test(set) || (dash.test(set) && !isOpen(set));
			set += opens ? '“' : '”';
		} else if (sign === "'") {
			const opens = (set === '' || opensBefore.test(set) || dash.test(set)) && !letter.test(set);
			const rest = [...text].slice(at + 1).join('');
			set += opens && !elided.test(rest) ? '‘' : '’';
		} else set += sign;
	}
	return set.slice(before.length);
}
