/** The page of Story's bench: times the studio's engine and worker as a visitor would wait for them. */

import { median } from '../../src/app/bench/rounds';
import type { BackendName, Engine } from '../../src/engine/protocol';
import { perStory, perWord, type TimedStory, timeStory } from '../../src/features/story/timing';
import type { Stage, StageName, StoryJobs, StoryResult } from '../../src/features/story/types';
import { fetchSample, samples } from '../../src/library/samples';
import { mark } from '../../src/nets/text/casing';
import { type SpecialTokens, Tokeniser } from '../../src/nets/text/tokeniser';
import { studioEngine } from './engine';
import type { StoryBench, StoryTimes } from './storyQuestions';

const stageNames: readonly StageName[] = ['encodeImage', 'captions', 'rank', 'encodeText', 'shift'];

let engine: Engine<StoryJobs>;
let modelHash = '';

async function start(backend: BackendName) {
	engine = studioEngine<StoryJobs>(backend);
	return engine.start();
}

/** @returns a function that counts a story's tokens, signs included */
async function tokenCounter(): Promise<(text: string) => number> {
	const load = async (file: string) => (await fetch(`/models/skipthought/${file}`)).json();
	const { vocabulary, specialTokens } = (await load('config.json')) as {
		vocabulary: number;
		specialTokens: SpecialTokens;
	};
	const tokeniser = new Tokeniser((await load('tokenizer.json')) as object, vocabulary, specialTokens);
	return (text) => {
		const paragraphs = text.split(/\n+/);
		const ids = paragraphs.map((paragraph) => tokeniser.encode(mark(paragraph)).length);
		return ids.reduce((sum, count) => sum + count, paragraphs.length - 1);
	};
}

const stageOf = <K extends StageName>({ stages }: StoryResult, name: K) => {
	const found = stages.find((one): one is Extract<Stage, { stage: K }> => one.stage === name);
	if (found === undefined) throw new Error(`The story has no stage ${name}.`);
	return found;
};

async function write(rounds: number): Promise<StoryTimes> {
	const pictures = await Promise.all(samples.map((sample) => fetchSample(sample)));
	const countTokens = await tokenCounter();
	const measured: TimedStory[] = [];
	for (let round = -1; round < rounds; round++) {
		const one = await timeStory(engine, pictures[(round + pictures.length) % pictures.length] as Blob, round + 1);
		if (round >= 0) measured.push(one);
	}
	const of = (figure: (story: TimedStory) => number) => median(measured.map(figure));
	const last = (measured.at(-1) as TimedStory).result;
	modelHash = last.modelHash;
	return {
		firstWord: of(({ firstWord }) => firstWord),
		stages: Object.fromEntries(
			stageNames.map((name) => [name, of(({ result }) => 1000 * stageOf(result, name).seconds)]),
		) as Record<StageName, number>,
		story: of(perStory),
		word: of(perWord),
		token: of(({ firstWord, whole, result }) => (whole - firstWord) / (countTokens(result.text) - 1)),
		words: of(({ result }) => result.written),
		sampled: stageOf(last, 'captions').sampled,
		bank: stageOf(last, 'rank').bank,
	};
}

const bench: StoryBench = { start, write, modelHash: async () => modelHash };
window.storyBench = bench;
