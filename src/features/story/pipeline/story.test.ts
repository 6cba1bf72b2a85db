import { engine, memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { testContext } from '../../../engine/testing/context';
import { nodeBackends, startBackend } from '../../../nets/testing/backends';
import { decodeMadeUp, madeUp } from '../../../networks/testing/captioner';
import { tinyBank, tinyModels, tinyStoryteller } from '../../../networks/testing/story';
import { defaultStoryOptions, lengths, type StoryOptions } from '../options';
import type { StoryProgress, StoryRequest, StorySnapshot, StoryStyle } from '../types';
import { createStoryJob } from './story';

const job = createStoryJob(decodeMadeUp);
const romance: StoryStyle = { kind: 'genre', id: 'romance', weight: 1 };
const mystery: StoryStyle = { kind: 'genre', id: 'mystery', weight: 1 };

/** With a low top p, the sentences of a random network end in time. */
const calm = { temperature: 0.8, topP: 0.9, repetitionPenalty: 1.5 };

type More = Partial<Omit<StoryRequest, 'options'>> & { readonly options?: Partial<StoryOptions> };
const request = ({ options, ...more }: More = {}): StoryRequest => ({
	picture: madeUp(1),
	styles: [romance],
	...more,
	options: { ...defaultStoryOptions, ...calm, samples: 10, nearest: 6, length: 'short', ...options },
});
const context = (options: Parameters<typeof testContext<StoryProgress, StorySnapshot>>[1] = {}, models = tinyModels) =>
	testContext<StoryProgress, StorySnapshot>(models, options);

async function runStory(more: More = {}, ctx = context()) {
	const result = await job.run(request(more), ctx);
	const words = ctx.events.flatMap((event) => (event.type === 'words' ? event.words : []));
	return { ...result, words, events: ctx.events };
}
const eventsOf = <T extends StoryProgress['type']>(events: readonly StoryProgress[], type: T) =>
	events.filter((event): event is Extract<StoryProgress, { type: T }> => event.type === type);
const joined = (words: readonly { readonly text: string }[]) => words.map(({ text }) => text).join('');
const countWords = (text: string) => text.match(/[\p{L}\p{N}_'-]*[\p{L}\p{N}][\p{L}\p{N}_'-]*/gu)?.length ?? 0;

describe.each(nodeBackends)('story on %s', (backend) => {
	beforeAll(() => startBackend(backend));

	it('reports each stage once and in order, then words that add up to the story', async () => {
		const { events, stages, words, text, written, ...result } = await runStory();
		const order = ['encodeImage', 'captions', 'rank', 'encodeText', 'shift'];
		expect(stages.map(({ stage }) => stage)).toEqual(order);
		const told = eventsOf(events, 'stage');
		expect(told.map(({ type, ...stage }) => stage)).toEqual(stages);
		expect(events.slice(order.length).some(({ type }) => type === 'stage')).toBe(false);
		expect(text).toMatch(/[.!?]"?$/);
		expect(written).toBeLessThanOrEqual(lengths.short.most);
		expect(countWords(text)).toBe(written);
		expect(joined(words).startsWith(text)).toBe(true);
		for (const { probability, others } of words) {
			expect(probability).toBeGreaterThan(0);
			expect(probability).toBeLessThanOrEqual(1);
			const likely = others.map((other) => other.probability);
			expect(likely).toEqual(likely.toSorted((a, b) => b - a));
		}
		expect(result).toMatchObject({
			stopped: false,
			backend: 'cpu',
			modelHash: expect.stringMatching(/^[0-9a-f]{64}$/),
		});
		expect(result.firstWord).toBeLessThanOrEqual(result.seconds);
	});

	it('leaves only the weights on the device', async () => {
		const ctx = context();
		const both = async () => {
			await job.run(request(), ctx);
			await job.run(request({ begin: 'A dog. ', options: { beamSize: 3 } }), ctx);
		};
		await both();
		engine().startScope();
		const before = memory().numTensors;
		await both();
		expect(memory().numTensors).toBe(before);
		engine().endScope();
	});
});

describe('story', () => {
	beforeAll(() => startBackend('wasm'));

	it('reports the output of each network', async () => {
		const { stages } = await runStory({ options: { focus: 1, strength: 1 } });
		const [look, captions, rank, think, shift] = stages;
		expect(look).toMatchObject({ blank: false });
		const { features } = look as Extract<typeof look, { stage: 'encodeImage' }>;
		expect(features).toHaveLength(10);
		expect(features).toEqual(features.toSorted((a, b) => b - a));
		expect((captions as { sampled: number }).sampled).toBeGreaterThan(1);
		const { nearest, bank } = rank as Extract<typeof rank, { stage: 'rank' }>;
		expect(bank).toBe(4);
		expect(nearest).toHaveLength(6);
		expect(new Set(nearest.map(({ text }) => text)).size).toBe(6);
		const likeness = nearest.map(({ similarity }) => similarity);
		expect(likeness).toEqual(likeness.toSorted((a, b) => b - a));
		expect((think as { norm: number }).norm).toBeLessThanOrEqual(1);
		const { map, before, after } = shift as Extract<typeof shift, { stage: 'shift' }>;
		expect(map.genres.map(({ passages }) => passages.length)).toEqual(Array(6).fill(3));
		const numbers = (name: string) => tinyStoryteller.tensors.get(name)?.data as Float32Array;
		const [c, b] = [numbers('captions.mean'), numbers('genre.romance.mean')];
		after.forEach((value, at) => {
			expect(value).toBeCloseTo((before[at] as number) - (c[at] as number) + (b[at] as number), 5);
		});
		// The projections add up as the vectors do.
		for (const axis of [0, 1] as const) {
			const sum = map.captions[axis] - map.neutral[axis] + map.style[axis];
			expect(map.shifted[axis]).toBeCloseTo(sum, 4);
		}
		expect(map.genres[0]).toMatchObject({ id: 'romance', mean: map.style });
	});

	it('says so when the picture is blank', async () => {
		const white = createStoryJob((size) => async () => new Float32Array(size * size * 3).fill(1));
		const { stages, text } = await white.run(request(), context());
		expect(stages[0]).toMatchObject({ stage: 'encodeImage', blank: true });
		expect(text).not.toBe('');
	});

	it('writes the same story from the same seed, and another from a different seed, genre, picture or option', async () => {
		const { text } = await runStory();
		expect((await runStory()).text).toBe(text);
		for (const other of [
			{ options: { seed: 2 } },
			{ styles: [mystery] },
			{ picture: madeUp(2) },
			{ options: { strength: 0 } },
			{ options: { temperature: 1.5 } },
			{ options: { focus: 3 } },
		]) {
			expect((await runStory(other)).text, JSON.stringify(other)).not.toBe(text);
		}
	});

	it('blends styles by their weights, whatever their sum, and accepts own styles', async () => {
		const shiftedTo = async (styles: readonly StoryStyle[]) => {
			const shift = (await runStory({ styles })).stages[4];
			return shift?.stage === 'shift' ? Array.from(shift.after, (v) => v.toFixed(4)) : [];
		};
		const half = await shiftedTo([romance, mystery]);
		expect(
			await shiftedTo([
				{ ...romance, weight: 3 },
				{ ...mystery, weight: 3 },
			]),
		).toEqual(half);
		expect(await shiftedTo([romance, { ...mystery, weight: 0 }])).toEqual(await shiftedTo([romance]));
		const vector = tinyStoryteller.tensors.get('genre.romance.mean')?.data as Float32Array;
		expect(await shiftedTo([{ kind: 'own', name: 'mine', vector, weight: 1 }])).toEqual(await shiftedTo([romance]));
	});

	it('writes each passage about a different caption', async () => {
		const { events, written } = await runStory({ options: { length: 'long', samples: 20, nearest: 12, seed: 2 } });
		const passages = eventsOf(events, 'passage');
		expect(passages.every(({ passages: all }) => all === lengths.long.passages)).toBe(true);
		const told = passages.map(({ index }) => index);
		expect(told[0]).toBe(0);
		expect(told).toEqual(told.toSorted((a, b) => a - b));
		expect(told.length).toBeGreaterThan(2);
		expect(new Set(passages.slice(1).map(({ caption }) => caption)).size).toBe(passages.length - 1);
		expect(written).toBeGreaterThan(lengths.short.most);
		expect(written).toBeLessThanOrEqual(lengths.long.most);
	});

	it('continues existing text without changing it', async () => {
		const begin = '  The “dog” — he RAN\n\nThen ';
		const { text, written, words } = await runStory({ begin });
		expect(text.startsWith(begin)).toBe(true);
		expect(text[begin.length]).toMatch(/\S/);
		expect(countWords(text.slice(begin.length))).toBe(written);
		expect(words[0]?.text).toMatch(/^\S/);
		const long = `${'The man saw a house. '.repeat(400)}`;
		expect((await runStory({ begin: long })).text.startsWith(long)).toBe(true);
	});

	it('searches for likely sentences with a beam size above 1', async () => {
		const { text, words } = await runStory({ options: { beamSize: 4 } });
		expect(text).toMatch(/[.!?]"?$/);
		expect(words.length).toBeGreaterThan(10);
		expect((await runStory({ options: { beamSize: 4 } })).text).toBe(text);
		expect((await runStory()).text).not.toBe(text);
	});

	it('gives people and places other names than the decoder does, and goes on with them', async () => {
		const plain = await runStory();
		// The tiny network writes capitals anywhere; they become the decoder's names.
		const [woman, man, ...others] = new Set(plain.text.match(/\b\p{Lu}\p{Ll}+\b/gu));
		if (woman === undefined || man === undefined) throw new Error(`no two capitalised words: ${plain.text}`);
		const cast = { female: [woman], male: [man], surname: others.slice(0, 1), place: others.slice(1, 3) };
		const storyteller = { ...tinyStoryteller, config: { ...(tinyStoryteller.config as object), cast } };
		const models = { ...tinyModels, storyteller };
		const { text, words } = await runStory({}, context({}, models));
		const named = new RegExp(`\\b(?:${Object.values(cast).flat().join('|')})\\b`);
		expect(text).not.toMatch(named);
		expect(countWords(text)).toBe(countWords(plain.text));
		expect(joined(words).startsWith(text)).toBe(true);
		const begin = 'The Hannah of Dalton was Edith. Then ';
		const again = await runStory({ begin }, context({}, models));
		expect(again.text.startsWith(begin)).toBe(true);
		expect(again.text.slice(begin.length)).not.toMatch(named);
	});

	it('resumes after a loss at the last delivered word, and delivers nothing twice', async () => {
		const lost = context({
			atYield: (_, control) => {
				if (lost.snapshots.length === 20) control.abort();
			},
		});
		await expect(job.run(request(), lost)).rejects.toMatchObject({ name: 'AbortError' });
		const resumeFrom = lost.snapshots.at(-1) as StorySnapshot;
		const read = eventsOf(lost.events, 'words').flatMap(({ words }) => words);
		expect(read.map(({ text }) => text).join('')).toBe(resumeFrom.text);
		expect(countWords(resumeFrom.text)).toBe(resumeFrom.written);
		const rest = context({ resumeFrom });
		const { text, written, stages } = await job.run(request(), rest);
		expect(eventsOf(rest.events, 'stage')).toEqual([]);
		expect(stages).toHaveLength(5);
		const after = eventsOf(rest.events, 'words').flatMap(({ words }) => words);
		expect((resumeFrom.text + after.map((word) => word.text).join('')).startsWith(text)).toBe(true);
		expect(eventsOf(rest.events, 'words')[0]?.written).toBeLessThanOrEqual(resumeFrom.written + 1);
		expect(countWords(text)).toBe(written);
	});

	it('ends early with whole words when asked to', async () => {
		const ctx = context({
			atYield: (_, control) => {
				if (ctx.snapshots.length === 7) control.finishing = true;
			},
		});
		const { text, stopped, words } = await runStory({}, ctx);
		expect(stopped).toBe(true);
		expect(words).toHaveLength(7);
		expect(words.map((word) => word.text).join('')).toBe(text);
	});

	it('stops within one step at any stage', async () => {
		const whole = context();
		await job.run(request({ options: { beamSize: 2 } }), whole);
		for (let at = 1; at < whole.yields; at += Math.ceil(whole.yields / 25)) {
			const stopped = context({
				atYield: (count, control) => {
					if (count === at) control.abort();
				},
			});
			const run = job.run(request({ options: { beamSize: 2 } }), stopped);
			await expect(run).rejects.toMatchObject({ name: 'AbortError' });
			expect(stopped.yields).toBe(at);
		}
	});
});

describe('bad input', () => {
	beforeAll(() => startBackend('wasm'));

	it('refuses a file that is not a picture', async () => {
		const broken = job.run(request({ picture: new Blob(['text']) }), context());
		await expect(broken).rejects.toMatchObject({ code: 'picture-unreadable' });
	});

	it.each([
		['Temperature', { options: { temperature: 0 } }],
		['Beam size', { options: { beamSize: 2.5 } }],
		['Length', { options: { length: 'endless' as 'long' } }],
		['weight', { styles: [{ ...romance, weight: -1 }] }],
		['style', { styles: [] }],
		['style', { styles: [{ ...romance, weight: 0 }] }],
		['genre "western"', { styles: [{ ...romance, id: 'western' as 'romance' }] }],
		['"mine"', { styles: [{ kind: 'own' as const, name: 'mine', vector: new Float32Array(3), weight: 1 }] }],
		[
			'"mine"',
			{ styles: [{ kind: 'own' as const, name: 'mine', vector: new Float32Array(8).fill(Number.NaN), weight: 1 }] },
		],
	])('names %s', async (name, wrong: More) => {
		await expect(job.run(request(wrong), context())).rejects.toMatchObject({
			code: 'option-invalid',
			message: expect.stringContaining(name),
		});
	});

	it('refuses networks that do not match or are incomplete', async () => {
		const foreign = {
			...tinyStoryteller,
			config: { ...(tinyStoryteller.config as object), skipthought: '0'.repeat(64) },
		};
		const other = { ...tinyBank, config: { ...(tinyBank.config as object), captioner: '0'.repeat(64) } };
		const tensors = new Map(tinyStoryteller.tensors);
		tensors.delete('genre.romance.mean');
		for (const models of [
			{ ...tinyModels, storyteller: foreign },
			{ ...tinyModels, bank: other },
		]) {
			await expect(job.run(request(), context({}, models))).rejects.toMatchObject({ code: 'model-incompatible' });
		}
		for (const models of [
			{ ...tinyModels, storyteller: { ...tinyStoryteller, tensors } },
			{ ...tinyModels, skipthought: { ...tinyModels.skipthought, documents: new Map() } },
			{
				...tinyModels,
				skipthought: { ...tinyModels.skipthought, documents: new Map([['tokenizer.json', { model: {} }]]) },
			},
		]) {
			await expect(job.run(request(), context({}, models))).rejects.toMatchObject({ code: 'model-invalid' });
		}
	});
});
