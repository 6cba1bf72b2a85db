import { describe, expect, it } from 'vitest';
import { captionerConfigOf } from '../testing/captionerConfig';
import { parseCaptionerConfig, parseVocabulary } from './captioner';

const config = captionerConfigOf('a'.repeat(64), 192, 300, 512);
const vocabulary = {
	words: ['<pad>', '<start>', '<end>', '<unk>', 'dog'],
	counts: [0, 0, 0, 0, 9],
	map: [
		[0, 0],
		[0, 0],
		[0, 0],
		[0, 0],
		[0.5, -1],
	],
	clusters: [0, 0, 0, 0, 2],
};

describe('parseCaptionerConfig', () => {
	it('reads one', () => {
		expect(parseCaptionerConfig(config)).toEqual(config);
	});
	it.each([
		['size', { ...config, size: 0 }],
		['perception', { ...config, perception: 'latest' }],
		['decoder.kind', { ...config, decoder: { kind: 'transformer', hidden: 512 } }],
		['sentenceEncoder.hidden', { ...config, sentenceEncoder: { kind: 'lstm', pooling: 'mean' } }],
		['version', { ...config, version: 3 }],
		['recognition', { ...config, recognition: undefined }],
		['attention.hidden', { ...config, attention: { grid: 256 } }],
		['confidence.weights', { ...config, confidence: { weights: [1, 2], bias: 0 } }],
		['special.end', { ...config, special: { ...config.special, end: 0 } }],
	])('names %s when it is wrong', (field, wrong) => {
		expect(() => parseCaptionerConfig(wrong)).toThrow(expect.objectContaining({ code: 'model-invalid' }));
		expect(() => parseCaptionerConfig(wrong)).toThrow(` at ${field} `);
	});
});

describe('parseVocabulary', () => {
	it('reads one', () => {
		expect(parseVocabulary(vocabulary)).toEqual(vocabulary);
	});
	it.each([
		['words', { ...vocabulary, words: 'dog' }],
		['map.4', { ...vocabulary, map: [...vocabulary.map.slice(0, 4), [1]] }],
		['counts.4', { ...vocabulary, counts: [0, 0, 0, 0, 1.5] }],
		['differ in length', { ...vocabulary, clusters: [0] }],
		['twice', { ...vocabulary, words: ['<pad>', '<start>', '<end>', 'dog', 'dog'] }],
	])('refuses one with wrong %s', (what, wrong) => {
		expect(() => parseVocabulary(wrong)).toThrow(expect.objectContaining({ code: 'model-invalid' }));
		expect(() => parseVocabulary(wrong)).toThrow(what);
	});
});
