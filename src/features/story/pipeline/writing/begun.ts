/** What is there already, as the storyteller hears it. */
import { mark } from '../../../../nets/text/casing';
import type { Tokeniser } from '../../../../nets/text/tokeniser';

/** Tokens that are heard before a story goes on: what lies further back is forgotten all the same. */
const HEARD = 400;

/** The start, where it is not too far back, and the paragraphs; never empty. */
export function tokensOf(
	text: string,
	tokeniser: Pick<Tokeniser, 'encode'>,
	{ start, paragraph }: { readonly start: number; readonly paragraph: number },
): number[] {
	const paragraphs = text.split(/\n\s*\n/).filter((part) => part.trim() !== '');
	const tokens = [start, ...paragraphs.flatMap((part) => [paragraph, ...tokeniser.encode(mark(part))])];
	if (paragraphs.length > 0 && /\n\s*$/.test(text)) tokens.push(paragraph);
	return tokens.slice(-HEARD);
}

/** The end of it, marked, to see how it goes on. */
export function tailOf(text: string): string {
	return text.trim() === '' ? '' : mark(text.slice(-200));
}
