/** Byte-level BPE tokeniser (Sennrich et al. 2016): text to token ids and back. Every text can be encoded. */
import { Tokenizer } from '@huggingface/tokenizers';
import { CAPITAL, mark, PARAGRAPH } from './casing';

/** Ids of the special tokens. */
export interface SpecialTokens {
	readonly start: number;
	readonly capital: number;
	readonly paragraph: number;
}

export class Tokeniser {
	private readonly tokenizer: Tokenizer;

	/**
	 * The text of each token id: CAPITAL and PARAGRAPH for those tokens; undefined for the start token and for tokens that
	 * are not whole characters. A token that begins a word includes the space before it.
	 */
	readonly pieces: readonly (string | undefined)[];

	/**
	 * @param file a parsed tokenizer.json of Hugging Face's tokenizers
	 * @throws RangeError when it cannot be read, or its number of entries or special tokens differ
	 */
	constructor(
		file: object,
		vocabulary: number,
		private readonly specialTokens: SpecialTokens,
	) {
		try {
			this.tokenizer = new Tokenizer(file, {});
		} catch (cause) {
			throw new RangeError('The tokeniser cannot be read.', { cause });
		}
		const entries = [...this.tokenizer.get_vocab(true)];
		if (entries.length !== vocabulary) {
			throw new RangeError(`The tokeniser has ${entries.length} entries, not ${vocabulary}.`);
		}
		const pieces: (string | undefined)[] = Array(vocabulary).fill(undefined);
		for (const [piece, id] of entries) pieces[id] = readable(piece);
		for (const [id, text] of [
			[specialTokens.capital, CAPITAL],
			[specialTokens.paragraph, PARAGRAPH],
		] as const) {
			if (this.tokenizer.token_to_id(text) !== id) throw new RangeError(`The tokeniser's token ${text} is not ${id}.`);
			pieces[id] = text;
		}
		pieces[specialTokens.start] = undefined;
		this.pieces = pieces;
	}

	/** Encodes a text that `mark` has prepared. */
	encode(marked: string): number[] {
		return this.tokenizer.encode(marked, { add_special_tokens: false }).ids;
	}

	/** Encodes a sentence for the sentence encoder: without the capital tokens; never empty. */
	encodeSentence(text: string): number[] {
		const { capital, start } = this.specialTokens;
		const ids = this.encode(mark(text)).filter((id) => id !== capital);
		return ids.length > 0 ? ids : [start];
	}
}

/** Maps the characters of a byte-level vocabulary to bytes: printable bytes are themselves, others follow from U+0100. */
const byteOf = new Map<string, number>();
for (let byte = 0, others = 0; byte < 256; byte++) {
	const isPrintable = (byte > 0x20 && byte < 0x7f) || (byte > 0xa0 && byte !== 0xad);
	byteOf.set(String.fromCharCode(isPrintable ? byte : 0x100 + others++), byte);
}
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function readable(piece: string): string | undefined {
	const bytes = Array.from(piece, (character) => byteOf.get(character));
	if (bytes.includes(undefined)) return undefined;
	try {
		return decoder.decode(Uint8Array.from(bytes as number[]));
	} catch {
		return undefined;
	}
}
