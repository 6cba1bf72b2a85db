/** The existing text as the decoder's prompt. */
import { mark } from '../../../../nets/text/casing';
import type { Tokeniser } from '../../../../nets/text/tokeniser';

/** Longest prompt in tokens: the decoder would have forgotten what lies further back. */
const MAX_TOKENS = 400;

/** The last tokens of the text, preceded by the start token where it is short enough; never empty. */
export function promptTokens(
	text: string,
	tokeniser: Pick<Tokeniser, 'encode'>,
	{ start, paragraph }: { readonly start: number; readonly paragraph: number },
): number[] {
	const paragraphs = text.split(/\n\s*\n/).filter((part) => part.trim() !== '');
	const tokens = [start, ...paragraphs.flatMap((part) => [paragraph, ...tokeniser.encode(mark(part))])];
	if (paragraphs.length > 0 && /\n\s*$/.test(text)) tokens.push(paragraph);
	return tokens.slice(-MAX_TOKENS);
}

/** The end of the text, marked. */
export function tailOf(text: string): string {
	return text.trim() === '' ? '' : mark(text.slice(-200));
}
