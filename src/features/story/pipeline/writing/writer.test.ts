import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../../../nets/testing/backends';
import type { StoryWord } from '../../types';
import { type Script, scripted, specialTokens, tokeniser } from '../testing/scriptedDecoder';
import { type WritingTask, writeStory } from './writer';

const CAPITAL = '⇧';
const options = { temperature: 1, topP: 0.5, drafts: 1, beamSize: 1, repetitionPenalty: 1, seed: 1 };
const about = (condition: number, until: number) => ({ condition: Float32Array.of(condition), until });

async function write(script: Script, task: Partial<WritingTask> = {}) {
	const words: StoryWord[] = [];
	const passages: { index: number; after: string }[] = [];
	let read = '';
	const written = await writeStory({
		storyteller: scripted(script),
		tokeniser,
		specialTokens,
		options,
		judge: () => async (drafts) => drafts.map(() => 0),
		passages: [about(0, 5)],
		most: 12,
		prompt: { text: '', written: 0 },
		onPassage: (index) => passages.push({ index, after: read }),
		onWord: (word, text) => {
			words.push(word);
			read = text;
		},
		isFinishing: () => false,
		yieldTurn: async () => {},
		...task,
	});
	return { ...written, words, passages };
}

/** A decoder that repeats one text token by token, whatever came before. */
const repeating =
	(...tokens: readonly string[]): Script =>
	(read) => [tokens[(read.length - 1) % tokens.length] as string];

describe('writeStory', () => {
	beforeAll(() => startBackend('cpu'));

	it('writes whole capitalised sentences, and ends with the first one past its length', async () => {
		const script = repeating(CAPITAL, ' the', ' dog', ' runs', ',', ' i', ' said', '.');
		const { text, written, words, stopped } = await write(script, { passages: [about(0, 6)] });
		expect(text).toBe('The dog runs, I said. The dog runs, I said.');
		expect(written).toBe(10);
		expect(stopped).toBe(false);
		expect(words.slice(0, 4).map((word) => word.text)).toEqual(['The', ' dog', ' runs', ',']);
	});

	it('does not end at an abbreviation or before lower case', async () => {
		const script = repeating(
			...[CAPITAL, ' mr', '.', CAPITAL, ' cat', ' said', ' "', CAPITAL, 'ly', '!', '"', ' he'],
			...[' runs', ' in', '.', CAPITAL, ' night'],
		);
		expect((await write(script, { passages: [about(0, 3)] })).text).toBe('Mr. Cat said "Ly!" he runs in.');
	});

	it('closes an open quotation at the end', async () => {
		const script = repeating(CAPITAL, ' he', ' said', ',', ' "', 'ly', '.', CAPITAL, ' then', '.');
		const { text, words } = await write(script, { passages: [about(0, 4)] });
		expect(text).toBe('He said, "ly. Then."');
		expect(words.at(-1)).toMatchObject({ text: '"' });
	});

	it('opens no quotation within another, and closes only open ones', async () => {
		const script: Script = (read) => {
			const last = read.at(-1);
			if (last === '') return [' "'];
			if (last === ' "') return [' the'];
			return last === '.' || last === '."' ? [' "', CAPITAL] : [' "', '."', '.'];
		};
		expect((await write(script, { passages: [about(0, 1)] })).text).toBe('" the."');
	});

	it('rejects a filtered word, counts it, and tries another', async () => {
		const { text, filtered, words } = await write((read) => {
			const last = read.at(-1);
			if (last === '.') return [CAPITAL];
			return last === ' slut' ? [' runs'] : last === ' cat' ? ['.'] : [' slut', ' cat'];
		});
		expect(text).not.toMatch(/slut/i);
		expect(text).toMatch(/^cat\. Cat\./);
		expect(filtered).toBeGreaterThan(1);
		expect(words.map((word) => word.text).join('')).toBe(text);
	});

	it('repeats no four words three times, whatever punctuation is between them', async () => {
		let commas = 0;
		const script: Script = (read) => {
			const last = read.at(-1);
			if (last === ' the') return [' dog', ' cat'];
			if (last === ' dog' || last === ' cat') return [' runs'];
			if (last === ' runs') return commas++ % 2 ? [' in'] : [',', ' in'];
			if (last === ',') return [' in'];
			return last === ' in' ? [' the', ' a'] : [' the'];
		};
		const { text } = await write(script, { passages: [about(0, 40)], most: 40 });
		const words = text.toLowerCase().match(/\w+/g) as string[];
		const counts = new Map<string, number>();
		for (let at = 3; at < words.length; at++) {
			const run = words.slice(at - 3, at + 1).join(' ');
			counts.set(run, (counts.get(run) ?? 0) + 1);
		}
		expect(words.length).toBeGreaterThan(20);
		expect(Math.max(...counts.values())).toBe(2);
	});

	it('is cut back to the last sentence when none ends in time, or ended by force when there is none', async () => {
		const script: Script = (read) =>
			read.length < 5 ? [[CAPITAL, ' he', ' runs', '.'][read.length - 1] as string] : [' and', ' snow', ' red'];
		const task = { passages: [about(0, 5)], options: { ...options, topP: 1, temperature: 0.3 } };
		const cut = await write(script, task);
		expect(cut.text).toBe('He runs.');
		expect(cut.written).toBe(2);
		const never = await write(() => [' and', ' snow', ' red'], task);
		expect(never.text).toMatch(/^(?:and|snow|red)(?: \w+){11}\.$/);
		expect(never.written).toBe(12);
	});

	it('ends sentences sooner when fewer words are left', async () => {
		const script: Script = (read) => (read.at(-1) === '.' ? [CAPITAL] : [' and', '.']);
		const { text, written } = await write(script, { passages: [about(0, 2)], most: 200 });
		expect(text.endsWith('.')).toBe(true);
		expect(written).toBeLessThan(200);
	});

	it('begins the next passage at a sentence', async () => {
		const script: Script = (read, condition) => {
			const at = read.lastIndexOf(CAPITAL);
			if (at < 0) return [CAPITAL];
			const sentence = [condition === 0 ? ' dog' : ' cat', ' runs', '.', CAPITAL];
			return [sentence[read.length - at - 1] as string];
		};
		const { text, passages } = await write(script, { passages: [about(0, 3), about(1, 7)] });
		expect(text).toBe('Dog runs. Dog runs. Cat runs. Cat runs.');
		expect(passages).toEqual([
			{ index: 0, after: '' },
			{ index: 1, after: 'Dog runs. Dog runs.' },
		]);
	});

	it('reads existing text with its capital and paragraph signs, and continues it', async () => {
		let first: readonly string[] = [];
		const script: Script = (read) => {
			if (first.length === 0) first = read;
			return read.at(-1) === '.' ? [CAPITAL] : read.at(-1) === ' red' ? ['.'] : ['ly', ' red'];
		};
		const prompt = { text: 'The dog.\n\nI said', written: 0 };
		const { text } = await write(script, { prompt, passages: [about(0, 1)] });
		expect(first).toEqual(['', '¶', CAPITAL, ' the', ' dog', '.', '¶', ' i', ' said']);
		expect(text).toBe('The dog.\n\nI said red.');
	});

	it('begins a paragraph when the existing text ends with a break', async () => {
		const prompts: (readonly string[])[] = [];
		const script: Script = (read) => {
			prompts.push(read);
			return read.at(-1) === ' red' ? ['.'] : read.at(-1) === '.' ? [CAPITAL] : [' red'];
		};
		const { text } = await write(script, { prompt: { text: 'The dog.\n\n', written: 0 }, passages: [about(0, 1)] });
		expect(prompts[0]?.at(-1)).toBe('¶');
		expect(text).toBe('The dog.\n\nred.');
	});

	it('reports the probability of a word and its alternatives', async () => {
		const script: Script = (read) => (read.at(-1) === ' cat' ? ['.', ' dog'] : [' cat', ' dog', ' red']);
		const { words } = await write(script, { passages: [about(0, 1)], options: { ...options, temperature: 0.3 } });
		const [of, rest] = [1 / (1 + Math.exp(-4) + Math.exp(-8)), Math.exp(-4)];
		expect(words[0]).toMatchObject({ text: 'cat', probability: expect.closeTo(of, 4) });
		expect(words[0]?.others.slice(0, 2)).toEqual([
			{ text: 'dog', probability: expect.closeTo(of * rest, 4) },
			{ text: 'red', probability: expect.closeTo(of * rest ** 2, 4) },
		]);
		expect(words[0]?.others).toHaveLength(5);
	});

	it('shows alternatives with the capitals that they would have', async () => {
		const script: Script = (read) =>
			read.at(-1) === CAPITAL ? [' cat', ' dog'] : read.at(-1) === ' cat' ? ['.'] : [CAPITAL];
		const { words } = await write(script, { passages: [about(0, 1)] });
		expect(words[0]).toMatchObject({ text: 'Cat', others: [{ text: 'Dog' }, {}, {}, {}, {}] });
	});

	it('finds the sentence that is likeliest as a whole', async () => {
		// Both first words are equally likely, but the words after " dog" are less likely.
		const script: Script = (read) => {
			const sentence = read.slice(read.lastIndexOf(CAPITAL) + 1);
			if (!read.includes(CAPITAL) || sentence.at(-1) === '.') return [CAPITAL];
			if (sentence.length === 0) return [[' dog', ' cat']];
			return sentence[0] === ' cat' || sentence.length === 4 ? ['.'] : [[' red', ' blue', ' snow']];
		};
		const beams = { passages: [about(0, 2)], options: { ...options, topP: 1, beamSize: 4 } };
		expect((await write(script, beams)).text).toBe('Cat. Cat.');
		const drawn = new Set<string | undefined>();
		for (let seed = 0; seed < 20; seed++) {
			const { text } = await write(script, { ...beams, options: { ...beams.options, beamSize: 1, seed } });
			drawn.add(text.split(' ')[0]);
		}
		expect([...drawn].sort()).toEqual(['Cat.', 'Dog']);
	});

	it('samples the rest of a sentence when the word filter rejects the one found', async () => {
		const script: Script = (read) =>
			read.at(-1) === '.' ? [CAPITAL] : read.at(-1) === ' slut' || read.at(-1) === ' cat' ? ['.'] : [' slut', ' cat'];
		const task = { passages: [about(0, 2)], options: { ...options, beamSize: 2 } };
		const { text, filtered } = await write(script, task);
		expect(text).toBe('cat. Cat.');
		expect(filtered).toBe(2);
	});

	it('begins with a given sentence, whose probabilities are the decoder’s own', async () => {
		const script: Script = (read) =>
			read.at(-1) === '.' ? [CAPITAL] : read.at(-1) === ' runs' ? ['.'] : read.at(-1) === ' cat' ? [' runs'] : [' cat'];
		const { text, words, written } = await write(script, { opening: 'The dog runs.', passages: [about(0, 4)] });
		expect(text).toBe('The dog runs. Cat runs.');
		expect(written).toBe(5);
		expect(words[1]).toMatchObject({ text: ' dog' });
		expect(words[1]?.probability).toBeLessThan(1e-6);
		expect(words[1]?.others[0]).toMatchObject({ text: 'cat' });
	});

	it('writes several drafts of each sentence, and keeps the one that the judge prefers', async () => {
		const script: Script = (read) => {
			const sentence = read.slice(read.lastIndexOf(CAPITAL) + 1);
			if (!read.includes(CAPITAL) || read.at(-1) === '.') return [CAPITAL];
			return sentence.length === 0 ? [[' dog', ' cat', ' man', ' woman']] : ['.'];
		};
		const asked: { story: string; drafts: readonly string[] }[] = [];
		const judge: WritingTask['judge'] = (story) => async (drafts) => {
			asked.push({ story, drafts });
			return drafts.map((draft) => (draft.startsWith('Woman') ? 1 : 0));
		};
		const task = { judge, options: { ...options, topP: 1, drafts: 16 }, passages: [about(0, 2)] };
		expect((await write(script, task)).text).toBe('Woman. Woman.');
		expect(asked.map(({ story }) => story)).toEqual(['', 'Woman.']);
		expect(new Set(asked[0]?.drafts)).toEqual(new Set(['Dog.', 'Cat.', 'Man.', 'Woman.']));
		expect(asked[0]?.drafts).toHaveLength(16);
	});

	it('leaves nothing on the device, whether it ends or is stopped', async () => {
		const script = repeating(CAPITAL, ' the', ' dog', ' runs', '.');
		const before = memory().numTensors;
		for (const more of [{}, { drafts: 3 }, { beamSize: 3 }]) {
			await write(script, { options: { ...options, ...more }, passages: [about(0, 4), about(1, 8)] });
		}
		expect(memory().numTensors).toBe(before);
		let turns = 0;
		const yieldTurn = async () => {
			if (++turns === 4) throw new DOMException('stopped', 'AbortError');
		};
		await expect(write(script, { yieldTurn })).rejects.toMatchObject({ name: 'AbortError' });
		expect(memory().numTensors).toBe(before);
	});
});
