/** The page of Story's bench: times the studio's engine and worker as a visitor would wait for them. */

import type { BackendName, Engine } from '../../src/engine/protocol';
import { defaultStoryOptions, genres } from '../../src/features/story/options';
import type { Stage, StageName, StoryJobs, StoryResult } from '../../src/features/story/types';
import { fetchSample, samples } from '../../src/library/samples';
import { mark } from '../../src/nets/text/casing';
import { type SpecialTokens, Tokeniser } from '../../src/nets/text/tokeniser';
import { studioEngine } from './engine';
import { median } from './rounds';
import type { StoryBench, StoryTimes } from './storyQuestions';

/** Stories end with a sentence, so their lengths differ: times are scaled to this many words. */
const usualWords = 120;
const stageNames: readonly StageName[] = ['encodeImage', 'captions', 'rank', 'encodeText', 'shift'];

let engine: Engine<StoryJobs>;
let modelHash = '';

async function start(backend: BackendName) {
	engine = studioEngine<StoryJobs>(backend);
	return engine.start();
}

interface Round {
	/** Milliseconds until the first word, and until the whole story. */
	readonly firstWord: number;
	readonly whole: number;
	readonly result: StoryResult;
}

async function timeStory(picture: Blob, round: number): Promise<Round> {
	const genre = genres[round % genres.length] as (typeof genres)[number];
	const styles = [{ kind: 'genre' as const, id: genre.id, weight: 1 }];
	const began = performance.now();
	let firstWord = 0;
	const result = await engine.run(
		'story',
		{ picture, styles, options: { ...defaultStoryOptions, seed: round + 1 } },
		{
			onProgress: (event) => {
				if (event.type === 'words' && firstWord === 0) firstWord = performance.now() - began;
			},
		},
	);
	return { firstWord, whole: performance.now() - began, result };
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
	const measured: Round[] = [];
	for (let round = -1; round < rounds; round++) {
		const one = await timeStory(pictures[(round + pictures.length) % pictures.length] as Blob, round + 1);
		if (round >= 0) measured.push(one);
	}
	const of = (figure: (round: Round) => number) => median(measured.map(figure));
	const perWord = ({ firstWord, whole, result }: Round) => (whole - firstWord) / (result.written - 1);
	const last = (measured.at(-1) as Round).result;
	modelHash = last.modelHash;
	return {
		firstWord: of(({ firstWord }) => firstWord),
		stages: Object.fromEntries(
			stageNames.map((name) => [name, of(({ result }) => 1000 * stageOf(result, name).seconds)]),
		) as Record<StageName, number>,
		story: of((round) => round.firstWord + (usualWords - 1) * perWord(round)),
		word: of(perWord),
		token: of(({ firstWord, whole, result }) => (whole - firstWord) / (countTokens(result.text) - 1)),
		words: of(({ result }) => result.written),
		sampled: stageOf(last, 'captions').sampled,
		bank: stageOf(last, 'rank').bank,
	};
}

const bench: StoryBench = { start, write, modelHash: async () => modelHash };
window.storyBench = bench;
