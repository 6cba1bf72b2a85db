/** For tests in Node: a tiny sentence encoder, storyteller and bank with made-up weights, and a tokeniser of a few words. */
import type { LoadedModel } from '../../models/types';
import { normalNoise } from '../../nets/prng';
import { CAPITAL, PARAGRAPH } from '../../nets/text/casing';
import { tinyCaptionerModel, tinyModels as tinyPictureModels } from './captioner';

const genres = ['romance', 'adventure', 'mystery', 'gothic_horror', 'fairy_tales', 'science_fiction'];
const specialTokens = { start: 0, capital: 1, paragraph: 2 };

/** The tokeniser's tokens; all other text is encoded in single bytes. */
export const wholeWords = [
	...[' the', ' a', ' dog', ' cat', ' man', ' woman', ' snow', ' beach', ' runs', ' jumps', ' said', ' then', ' he'],
	...[' she', ' was', ' and', ' in', ' on', ' saw', ' red', ' blue', ' night', ' house', ' i', ' mr', ' slut'],
	...[' "', '."', ',"', '!', '?', '.', ',', '"', 'ly'],
];

/** Makes a byte-level BPE that merges exactly these words, from left to right. */
function tokenizerFile(words: readonly string[]) {
	const vocab = new Map<string, number>(['<start>', CAPITAL, PARAGRAPH].map((token, id) => [token, id]));
	const learn = (piece: string) => vocab.has(piece) || vocab.set(piece, vocab.size);
	for (let byte = 0, others = 0; byte < 256; byte++) {
		const isPrintable = (byte > 0x20 && byte < 0x7f) || (byte > 0xa0 && byte !== 0xad);
		learn(String.fromCharCode(isPrintable ? byte : 0x100 + others++));
	}
	const merges = new Map<string, [string, string]>();
	for (const word of words) {
		const piece = word.replace(' ', 'Ġ');
		for (let at = 1; at < piece.length; at++) {
			merges.set(piece.slice(0, at + 1), [piece.slice(0, at), piece[at] as string]);
			learn(piece.slice(0, at + 1));
		}
	}
	return {
		version: '1.0',
		added_tokens: ['<start>', CAPITAL, PARAGRAPH].map((content, id) => ({
			id,
			content,
			special: true,
			normalized: false,
		})),
		normalizer: null,
		pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
		post_processor: null,
		decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
		model: { type: 'BPE', vocab: Object.fromEntries(vocab), merges: [...merges.values()] },
	};
}

export const tinyTokenizer = tokenizerFile(wholeWords);
export const vocabulary = Object.keys(tinyTokenizer.model.vocab).length;
const idOf = (word: string) => (tinyTokenizer.model.vocab as Record<string, number>)[word.replace(' ', 'Ġ')] as number;

const [embedding, hidden, width, theme, opening, places] = [6, 10, 8, 3, 4, 3];
let seed = 0;
const noise = (scale: number, ...shape: number[]) => ({
	shape,
	data: normalNoise(
		shape.reduce((a, b) => a * b, 1),
		++seed,
	).map((v) => v * scale),
});
const cell = (name: string) =>
	[
		[`${name}.weight_ih`, noise(0.8, 3 * hidden, embedding)],
		[`${name}.weight_hh`, noise(0.5, 3 * hidden, hidden)],
		[`${name}.bias_ih`, noise(0.3, 3 * hidden)],
		[`${name}.bias_hh`, noise(0.3, 3 * hidden)],
	] as const;

export const tinySkipThought: LoadedModel = {
	name: 'skipthought',
	hash: '5'.repeat(64),
	config: {
		architecture: 'skipthought',
		vocabulary,
		embedding,
		encoder: { kind: 'gru', hidden, pooling: 'mean' },
		vector: width,
		maxTokens: 12,
		specialTokens,
	},
	documents: new Map([['tokenizer.json', tinyTokenizer]]),
	tensors: new Map([
		['embedding', noise(1, vocabulary, embedding)],
		...cell('encoder'),
		['output.weight', noise(0.6, width, hidden)],
		['output.bias', noise(0.1, width)],
	]),
};

/** Makes whole words likely, full stops and capitals more so, and single bytes practically impossible. */
const wordBias = new Float32Array(vocabulary).fill(-30);
for (const word of wholeWords) wordBias[idOf(word)] = 0;
for (const token of [CAPITAL, PARAGRAPH, '.']) wordBias[idOf(token)] = 1.5;

export const tinyStoryteller: LoadedModel = {
	name: 'storyteller',
	hash: '7'.repeat(64),
	config: {
		architecture: 'storyteller',
		skipthought: tinySkipThought.hash,
		vocabulary,
		embedding,
		decoder: { kind: 'gru', hidden, layers: 1 },
		thought: width,
		theme,
		opening,
		genres: genres.map((id) => ({ id, passages: 5 })),
		specialTokens,
		cast: { female: ['Lucy'], male: ['Tom'], surname: ['Brown'], place: ['York'] },
		stock: ['been waiting for you'],
		lexicon: { romance: ['love'] },
	},
	tensors: new Map([
		['embedding', noise(0.7, vocabulary, embedding)],
		...cell('decoder'),
		['decoder.condition.weight', noise(0.8, 3 * hidden, theme + opening)],
		['output.weight', noise(0.4, embedding, hidden)],
		['output.bias', noise(0.1, embedding)],
		['output.condition.weight', noise(0.3, embedding, theme + opening)],
		['wordBias', { shape: [vocabulary], data: wordBias }],
		['theme.centre', noise(0.3, width)],
		['theme.basis', noise(0.6, theme, width)],
		['theme.scale', { shape: [theme], data: new Float32Array(theme).fill(1) }],
		['opening.basis', noise(0.6, opening, width)],
		['captions.mean', noise(0.3, width)],
		['plane.mean', noise(0.3, width)],
		['plane.axes', noise(0.5, 2, width)],
		...genres.flatMap((id) => [
			[`genre.${id}.mean`, noise(0.3, width)] as const,
			[`genre.${id}.places`, noise(1, places, 2)] as const,
		]),
		['ending', noise(0.3, width)],
	]),
};

const bankSentences = ['a dog runs in the snow', 'a red house on the beach', 'the woman jumps', 'a cat'];
const jointWidth = (tinyCaptionerModel.config as { pictureVector: number }).pictureVector;

const bankDirections = 3;

export const tinyBank: LoadedModel = {
	name: 'bank',
	hash: '9'.repeat(64),
	config: {
		architecture: 'bank',
		captioner: tinyCaptionerModel.hash,
		count: bankSentences.length,
		width: jointWidth,
		directions: bankDirections,
	},
	documents: new Map([['bank.json', { sentences: bankSentences }]]),
	tensors: new Map([
		['mean', { shape: [jointWidth], data: normalNoise(jointWidth, 78).map((v) => v / 10) }],
		['basis', { shape: [bankDirections, jointWidth], data: normalNoise(bankDirections * jointWidth, 79) }],
		[
			'vectors.codes',
			{
				shape: [bankSentences.length, bankDirections],
				data: normalNoise(bankSentences.length * bankDirections, 77).map((v) =>
					Math.max(0, Math.min(255, Math.round(128 + 60 * v))),
				),
			},
		],
		['vectors.scale', { shape: [bankSentences.length], data: new Float32Array(bankSentences.length).fill(1 / 210) }],
	]),
};

export const tinyModels = {
	...tinyPictureModels,
	skipthought: tinySkipThought,
	storyteller: tinyStoryteller,
	bank: tinyBank,
};
