/** For tests in Node: tiny networks of version 2, recognition above perception and a captioner that attends to its map. */
import type { LoadedModel } from '../../models/types';
import fixture from '../../nets/fixtures/attentive.json' with { type: 'json' };
import recognition from '../../nets/fixtures/recognition.json' with { type: 'json' };
import { weightsOf } from '../../nets/testing/captioner';
import { made, tinyPerception } from './captioner';

const { shape } = fixture;
const { documents, prior } = made(shape.pictureVector);
/** Perception's layer is a quarter of it, recognition's map a sixteenth: 3 x 3 cells. */
const size = 48;

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

export const tinyAttentiveModel: LoadedModel = {
	name: 'captioner',
	hash: 'e'.repeat(64),
	config: {
		architecture: 'captioner',
		version: 2,
		perception: tinyPerception.hash,
		recognition: tinyRecognition.hash,
		size,
		pictureVector: shape.pictureVector,
		embedding: shape.embedding,
		decoder: { kind: 'gru', ...shape.decoder },
		attention: shape.attention,
		imageHead: shape.imageHead,
		sentenceEncoder: { kind: 'lstm', ...shape.sentenceEncoder, pooling: 'mean' },
		special: shape.special,
		maxWords: 24,
		confidence: fixture.confidence,
		searchCutOff: 0.25,
	},
	documents,
	tensors: new Map([...weightsOf(fixture.tensors), ...prior]),
};

export const tinyAttentiveModels = {
	perception: tinyPerception,
	recognition: tinyRecognition,
	captioner: tinyAttentiveModel,
};
