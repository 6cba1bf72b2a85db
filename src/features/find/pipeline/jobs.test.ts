import { tensor2d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { testContext } from '../../../engine/testing/context';
import { unit } from '../../../nets/captioner';
import fixture from '../../../nets/fixtures/captioner.json';
import { expectNothingLeft } from '../../../nets/testing/agreement';
import { nodeBackends, startBackend } from '../../../nets/testing/backends';
import { tinyCaptioner } from '../../../nets/testing/captioner';
import { scorePrefix } from '../../../nets/wordModel';
import { tinyCaptionerModel, tinyModels, words } from '../../../networks/testing/captioner';
import { defaultCaptionOptions } from '../options';
import { captionJob, nextWordsJob } from './caption';
import { explainPicturesJob } from './explain';
import { encodeSentenceJob } from './sentence';

const width = fixture.shape.pictureVector;
const vectors = fixture.decoderStates.map((_, at) =>
	Float32Array.from(fixture.vectors.slice(at * width, (at + 1) * width)),
);
const [vector] = vectors as [Float32Array];
const inputs = (all: readonly Float32Array[]) => all.map((one) => ({ vector: one }));
const context = () => testContext<never, unknown>(tinyModels);
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

describe.each(nodeBackends)('short jobs on %s', (backend) => {
	beforeAll(() => startBackend(backend));

	it('captions a vector as PyTorch does, also from a prefix, and says no word of a meaning twice', async () => {
		const searches = fixture.searches.filter(({ sayOnce }) => sayOnce);
		expect(searches).toHaveLength(2);
		for (const search of searches) {
			const { beamSize, lengthNormalisation, maxLength } = search;
			const options = { ...defaultCaptionOptions, beamSize, count: beamSize, lengthNormalisation, maxLength };
			const prefix = search.prefix.map((id) => words[id] as string);
			const { captions } = await captionJob.run({ vector, prefix, options }, context());
			expect(captions.map((caption) => caption.words)).toEqual(
				search.blind[0]?.map((caption) => caption.words.map((id) => words[id])),
			);
		}
	});

	it('gives the probabilities of the next words, likeliest first', async () => {
		const prefix = ['runs', 'beach'];
		const { words: next } = await nextWordsJob.run({ vector, prefix, count: 100 }, context());
		// All but the four signs: the end is no word.
		expect(next).toHaveLength(words.length - 4);
		expect(new Set(next.map(({ word }) => word))).toEqual(new Set(words.slice(4)));
		const probabilities = next.map(({ probability }) => probability);
		expect(probabilities).toEqual(probabilities.toSorted((a, b) => b - a));
		const points = tensor2d(vector, [1, width]);
		const ids = [...prefix, next[0]?.word as string].map((word) => words.indexOf(word));
		const { decoder } = tinyCaptioner(fixture).captioner;
		const told = (await scorePrefix(decoder, points, ids)).logProbabilities[0] as number[];
		expect(probabilities[0]).toBeCloseTo(Math.exp(told[2] as number), 4);
		const end = await scorePrefix(decoder, points, [...ids.slice(0, 2), decoder.end]);
		expect(sum(probabilities) + Math.exp(end.logProbabilities[0]?.[2] as number)).toBeCloseTo(1, 4);
	});

	it('encodes a sentence as PyTorch does', async () => {
		const text = fixture.sentence.map((id) => words[id]).join(' ');
		const encoded = await encodeSentenceJob.run({ text: `  ${text.toUpperCase()}! ` }, context());
		expect(encoded).toMatchObject({ words: text.split(' '), unknown: [], cut: false });
		encoded.vector?.forEach((value, at) => {
			expect(value).toBeCloseTo(fixture.point[at] as number, 3);
		});
	});

	it('gives the gain of each word, and of the end, over the mean picture', async () => {
		const said = ['dog', 'runs', 'red'];
		const many = Array.from({ length: 21 }, (_, at) => vectors[at % vectors.length] as Float32Array);
		const { gains } = await explainPicturesJob.run({ words: said, pictures: inputs(many) }, context());
		expect(gains).toHaveLength(21);
		const { decoder } = tinyCaptioner(fixture).captioner;
		const mean = unit(tensor2d(tinyCaptionerModel.tensors.get('prior.mean')?.data as Float32Array, [1, width]));
		const ids = [...said.map((word) => words.indexOf(word)), decoder.end];
		const [usual] = (await scorePrefix(decoder, mean, ids)).logProbabilities as [number[]];
		for (const [at, own] of gains.entries()) {
			const point = tensor2d(many[at] as Float32Array, [1, width]);
			const [told] = (await scorePrefix(decoder, point, ids)).logProbabilities as [number[]];
			expect(own).toHaveLength(4);
			own.forEach((gain, word) => {
				expect(gain).toBeCloseTo((told[word] as number) - (usual[word] as number), 3);
			});
		}
		expect((await explainPicturesJob.run({ words: said, pictures: [] }, context())).gains).toEqual([]);
		const ends = await explainPicturesJob.run({ words: [], pictures: inputs(vectors) }, context());
		expect(ends.gains.map(({ length }) => length)).toEqual(vectors.map(() => 1));
	});

	it('leave only the weights on the device', async () => {
		const ctx = context();
		await expectNothingLeft(async () => {
			await captionJob.run({ vector, options: defaultCaptionOptions }, ctx);
			await nextWordsJob.run({ vector, prefix: [], count: 3 }, ctx);
			await encodeSentenceJob.run({ text: 'a dog' }, ctx);
			await explainPicturesJob.run({ words: ['dog'], pictures: inputs(vectors) }, ctx);
		});
	});
});

describe('bad input', () => {
	beforeAll(() => startBackend('cpu'));
	const encode = (text: string) => encodeSentenceJob.run({ text }, context());

	it.each(['', '  \n ', '?!', '🐕'])('a sentence without words: %j', async (text) => {
		const { vector: none, ...told } = await encode(text);
		expect(none).toBeUndefined();
		expect(told).toEqual({
			words: [],
			unknown: [],
			cut: false,
			cutOff: expect.any(Number),
			rerankWeight: expect.any(Number),
			modelHash: expect.stringMatching(/^[0-9a-f]{64}$/),
		});
	});

	it('names unknown words once each, with suggestions, and uses the rest', async () => {
		const { words: known, unknown, vector: found } = await encode('A dgo, a dogg and dogs in the snow; collie collie');
		expect(known).toEqual(['snow']);
		expect(unknown.map(({ word }) => word)).toEqual(['a', 'dgo', 'dogg', 'and', 'dogs', 'in', 'the', 'collie']);
		expect(unknown.find(({ word }) => word === 'dogg')?.spelling).toEqual(['dog']);
		expect(unknown.find(({ word }) => word === 'dogs')?.meaning).toContain('dog');
		expect(found).toHaveLength(width);
	});

	it('names words of other scripts as they were typed', async () => {
		const { words: known, unknown } = await encode('«Собака» 犬が走る dog <unk> <end>');
		expect(known).toEqual(['dog']);
		expect(unknown.map(({ word }) => word)).toEqual(['Собака', '犬が走る', 'unk', 'end']);
	});

	it('reads at most 24 known and 24 unknown words of 500', async () => {
		const long = await encode(Array(500).fill('dog snow').join(' '));
		expect(long.words).toHaveLength(24);
		expect(long.cut).toBe(true);
		const strange = await encode(Array.from({ length: 500 }, (_, at) => `strange${at}`).join(' '));
		expect(strange.unknown).toHaveLength(24);
		expect(strange.cut).toBe(true);
		expect((await encode(Array(24).fill('dog').join(' '))).cut).toBe(false);
	});

	it('rejects vectors of other networks, unknown words and impossible counts', async () => {
		const options = defaultCaptionOptions;
		const refused = [
			captionJob.run({ vector: new Float32Array(3), options }, context()),
			captionJob.run({ vector: new Float32Array(width).fill(Number.NaN), options }, context()),
			captionJob.run({ vector, prefix: ['unicorn'], options }, context()),
			captionJob.run({ vector, prefix: ['<end>'], options }, context()),
			captionJob.run({ vector, prefix: Array(41).fill('dog'), options }, context()),
			captionJob.run({ vector, options: { ...options, beamSize: 11 } }, context()),
			nextWordsJob.run({ vector, prefix: [], count: 0 }, context()),
			explainPicturesJob.run({ words: ['unicorn'], pictures: inputs(vectors) }, context()),
		];
		for (const one of refused) await expect(one).rejects.toMatchObject({ code: 'option-invalid' });
	});

	it('reports an incomplete captioner', async () => {
		const tensors = new Map(tinyCaptionerModel.tensors);
		tensors.delete('decoder.weight_hh.codes');
		const short = { ...tinyModels, captioner: { ...tinyCaptionerModel, tensors } };
		const job = captionJob.run({ vector, options: defaultCaptionOptions }, testContext(short));
		await expect(job).rejects.toMatchObject({ code: 'model-invalid', message: expect.stringContaining('weight_hh') });
		const { documents: _, ...wordless } = tinyCaptionerModel;
		const mute = encodeSentenceJob.run({ text: 'dog' }, testContext({ ...tinyModels, captioner: wordless }));
		await expect(mute).rejects.toMatchObject({ code: 'model-invalid' });
	});
});
