/** For tests in Node: tiny networks of perception and recognition, their captioner of 40 words, and made-up pictures. */
import type { LoadedModel } from '../../models/types';
import fixture from '../../nets/fixtures/captioner.json' with { type: 'json' };
import recognition from '../../nets/fixtures/recognition.json' with { type: 'json' };
import { normalNoise, seededUniform } from '../../nets/prng';
import { weightsOf } from '../../nets/testing/captioner';
import { randomWeights, tinyConfig } from '../../nets/testing/network';
import type { Decode } from '../worker/decode';

const { shape } = fixture;
const width = shape.pictureVector;
/** Perception's layer is a quarter of it, recognition's map a sixteenth: 3 x 3 cells. */
const size = 48;
const named = ['dog', 'cat', 'snow', 'beach', 'runs', 'jumps', 'red', 'blue', 'man', 'woman'];
/** By id. */
export const words = ['<pad>', '<start>', '<end>', '<unk>'];
for (let at = 4; at < fixture.words; at++) words.push(named[at - 4] ?? `word${at}`);

export const tinyPerception: LoadedModel = {
	name: 'perception',
	hash: 'a'.repeat(64),
	config: { architecture: 'perception', ...tinyConfig },
	tensors: randomWeights(tinyConfig),
};

export const tinyRecognition: LoadedModel = {
	name: 'recognition',
	hash: 'd'.repeat(64),
	config: {
		architecture: 'recognition',
		perception: tinyPerception.hash,
		layer: 'relu3_1',
		...recognition.shape,
		size,
	},
	tensors: weightsOf(recognition.tensors),
};

/** A lower triangular matrix with a heavy diagonal, as the inverse of a Cholesky factor is. */
const whitening = normalNoise(width * width, 9).map((v, at) => {
	const [row, column] = [Math.floor(at / width), at % width];
	return row === column ? 2 : row > column ? v / 10 : 0;
});

export const tinyCaptionerModel: LoadedModel = {
	name: 'captioner',
	hash: 'b'.repeat(64),
	config: {
		architecture: 'captioner',
		version: 2,
		perception: tinyPerception.hash,
		recognition: tinyRecognition.hash,
		size,
		pictureVector: width,
		embedding: shape.embedding,
		decoder: { kind: 'gru', ...shape.decoder },
		attention: shape.attention,
		imageHead: shape.imageHead,
		sentenceEncoder: { kind: 'lstm', ...shape.sentenceEncoder, pooling: 'mean' },
		special: shape.special,
		maxWords: 24,
		confidence: fixture.confidence,
		searchCutOff: 0.25,
		rerankWeight: 0.05,
	},
	documents: new Map([
		[
			'vocab.json',
			{
				words,
				counts: words.map((_, at) => (at < 4 ? 0 : 100 - at)),
				map: words.map(() => [0, 0]),
				clusters: words.map(() => 0),
			},
		],
	]),
	tensors: new Map([
		...weightsOf(fixture.tensors),
		['prior.mean', { shape: [width], data: normalNoise(width, 5).map((v) => v / 10) }],
		['prior.whitening', { shape: [width, width], data: whitening }],
	]),
};

export const tinyModels = {
	perception: tinyPerception,
	recognition: tinyRecognition,
	captioner: tinyCaptionerModel,
};

/** Makes a file that {@link decodeMadeUp} decodes to random pixels. */
export const madeUp = (seed: number): Blob => new Blob([`${seed}`], { type: 'picture' });

/** Decodes files of {@link madeUp}; any other is not a picture. */
export const decodeMadeUp =
	(size: number): Decode =>
	async (blob) => {
		if (blob.type !== 'picture') return undefined;
		const random = seededUniform(Number(await blob.text()));
		const light = random();
		return Float32Array.from({ length: size * size * 3 }, () => light * random());
	};
