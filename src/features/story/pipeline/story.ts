/** Job 'story': writes a short story about a picture, and reports the output of each step. */

import type { JobContext } from '../../../engine/protocol';
import { AtelierError } from '../../../models/errors';
import { sha256 } from '../../../models/hash';
import type { Recognition } from '../../../nets/recognition';
import { type Bank, openBank } from '../../../networks/worker/bank';
import { type CaptionerFiles, captionerOnDevice, openCaptioner } from '../../../networks/worker/captioner';
import { createDecoder, type Decode } from '../../../networks/worker/decode';
import { openImageEncoder } from '../../../networks/worker/imageEncoder';
import {
	encodeSentences,
	openSkipThought,
	type SkipThoughtFiles,
	skipThoughtOnDevice,
} from '../../../networks/worker/skipThought';
import { openStoryteller, type StorytellerFiles, storytellerOnDevice } from '../../../networks/worker/storyteller';
import { checkOptions } from '../../../options/check';
import { lengths, storyOptions } from '../options';
import type {
	RankedCaption,
	Stage,
	StoryJobs,
	StoryProgress,
	StoryRequest,
	StoryResult,
	StorySnapshot,
	StoryWord,
	ThoughtVector,
} from '../types';
import { encodePicture, isBlank, rankCaptions, sampleCaptions } from './captions';
import { checkStyles } from './check';
import { openingOf } from './opening/openingOf';
import { passagesOf } from './passages';
import { conditionOf, mapOf, shifted, styleOf } from './shift';
import { meanOf } from './vectors';
import { type Cast, createCast } from './writing/cast';
import { createJudge } from './writing/judge';
import { typicalWords } from './writing/lexicon';
import { writeStory } from './writing/writer';

type Context = JobContext<StoryProgress, StorySnapshot>;

/** All networks that a story needs. */
interface Networks {
	readonly captioner: CaptionerFiles;
	readonly imageEncoder: Recognition;
	readonly bank: Bank;
	readonly encoder: SkipThoughtFiles;
	readonly storyteller: StorytellerFiles;
	readonly modelHash: string;
}

/** @param decoder decodes pictures; tests in Node pass their own, as there is no browser's decoder */
export function createStoryJob(decoder: (size: number) => Decode = createDecoder): StoryJobs['story'] {
	return {
		priority: 'streaming',
		async run(request, ctx) {
			const began = performance.now();
			checkOptions(storyOptions, request.options);
			const networks = await openNetworks(ctx);
			checkStyles(networks.storyteller.space, request.styles);
			const stages: Stage[] = [];
			const addStage = (stage: Stage) => {
				stages.push(stage);
				// A resumed job has delivered them before.
				if (!ctx.resumeFrom) ctx.deliver({ type: 'stage', ...stage });
			};
			const { nearest, opening } = await captionPicture(request, ctx, networks, decoder, addStage);
			const thoughts = await encodeThoughts(request, ctx, networks, nearest, addStage);
			return write(request, ctx, networks, thoughts, { began, stages, opening });
		},
	};
}

async function openNetworks(ctx: Context): Promise<Networks> {
	const report = (event: Extract<StoryProgress, { type: 'loading' }>) => ctx.progress(event);
	const captioner = await openCaptioner(ctx, report);
	const imageEncoder = await openImageEncoder(ctx, captioner, report);
	const bank = await openBank(ctx, captioner, report);
	const encoder = await openSkipThought(ctx, report);
	const storyteller = await openStoryteller(ctx, encoder, report);
	const all = [captioner.modelHash, bank.hash, encoder.hash, storyteller.hash];
	const modelHash = await sha256(new TextEncoder().encode(all.join('')));
	return { captioner, imageEncoder, bank, encoder, storyteller, modelHash };
}

/** @returns a function that returns the seconds since its last call; the first time, since it was created */
function stopwatch(): () => number {
	let since = performance.now();
	return () => {
		const seconds = (performance.now() - since) / 1000;
		since = performance.now();
		return seconds;
	};
}

/**
 * Captions a picture: encodes it, samples captions, and ranks these together with the bank's.
 *
 * @returns the nearest captions, nearest first, and the first sentence where the story begins with one
 * @throws AtelierError picture-unreadable
 */
async function captionPicture(
	{ picture, options, begin }: StoryRequest,
	ctx: Context,
	{ captioner: files, imageEncoder, bank }: Networks,
	decoder: (size: number) => Decode,
	addStage: (stage: Stage) => void,
): Promise<{ readonly nearest: readonly RankedCaption[]; readonly opening?: string | undefined }> {
	const lap = stopwatch();
	const rgb = await decoder(files.config.size)(picture);
	if (!rgb) {
		throw new AtelierError('picture-unreadable', 'This picture cannot be read. Save it as JPEG or PNG and try again.');
	}
	const captioner = captionerOnDevice(ctx, files);
	const encoded = await encodePicture(imageEncoder, captioner, rgb, files.config.size);
	addStage({ stage: 'encodeImage', seconds: lap(), features: encoded.features, blank: isBlank(rgb) });
	await ctx.yieldTurn();
	const { samples, seed } = options;
	const sampled = await sampleCaptions(files, captioner, encoded, { samples, seed, yieldTurn: ctx.yieldTurn });
	addStage({ stage: 'captions', seconds: lap(), sampled: sampled.length });
	await ctx.yieldTurn();
	const nearest = await rankCaptions(files, captioner, bank, encoded.point, sampled, options.nearest);
	const { opening, title } = openingOf(nearest);
	const isWanted = options.opening === 'caption' && begin === undefined;
	addStage({
		stage: 'rank',
		seconds: lap(),
		bank: bank.sentences.length,
		nearest,
		...(isWanted && opening && { opening }),
		...(title && { title }),
	});
	await ctx.yieldTurn();
	return { nearest, opening: isWanted ? opening : undefined };
}

/** What the story is about: the thought vector of each caption, their mean, and the style's vector. */
interface Thoughts {
	readonly captions: readonly { readonly text: string; readonly vector: ThoughtVector }[];
	readonly mean: ThoughtVector;
	readonly style: ThoughtVector;
}

/** Encodes the captions, and reports the shift of their mean towards the style. */
async function encodeThoughts(
	{ styles, options }: StoryRequest,
	ctx: Context,
	{ encoder: files, storyteller: { space } }: Networks,
	nearest: readonly RankedCaption[],
	addStage: (stage: Stage) => void,
): Promise<Thoughts> {
	const lap = stopwatch();
	const texts = nearest.map(({ text }) => text);
	const vectors = await encodeSentences(skipThoughtOnDevice(ctx, files), files, texts, ctx.yieldTurn);
	const mean = meanOf(vectors);
	addStage({ stage: 'encodeText', seconds: lap(), norm: Math.hypot(...mean) });
	const style = styleOf(space, styles);
	const after = shifted(space, mean, style, options);
	addStage({ stage: 'shift', seconds: lap(), map: mapOf(space, mean, style, after), before: mean, after });
	const captions = texts.map((text, at) => ({ text, vector: vectors[at] as ThoughtVector }));
	return { captions, mean, style };
}

/** Writes the story's passages, delivering every word and a snapshot after it. */
async function write(
	{ styles, options, begin = '' }: StoryRequest,
	ctx: Context,
	{ encoder, storyteller: files, modelHash }: Networks,
	{ captions, mean, style }: Thoughts,
	{
		began,
		stages,
		opening,
	}: { readonly began: number; readonly stages: readonly Stage[]; readonly opening?: string | undefined },
): Promise<StoryResult> {
	const encode = (sentences: readonly string[]) =>
		encodeSentences(skipThoughtOnDevice(ctx, encoder), encoder, sentences, ctx.yieldTurn);
	const [beginning = mean] = opening === undefined ? [] : await encode([opening]);
	const passages = passagesOf(captions, beginning, options);
	const seconds = () => (performance.now() - began) / 1000;
	const cast = createCast(files.config.cast, begin, options.seed);
	const before = ctx.resumeFrom ?? { text: begin, written: 0 };
	const prompt = { ...before, text: cast.toDecoder(before.text) };
	// What stands stays as it is, whatever names are in it.
	const told = (text: string) => before.text + cast.toStory(text.slice(prompt.text.length));
	let firstWord: number | undefined;
	const story = await writeStory({
		storyteller: storytellerOnDevice(ctx, files),
		tokeniser: encoder.tokeniser,
		specialTokens: files.config.specialTokens,
		options,
		passages: passages.map(({ thought, until }) => ({
			condition: conditionOf(files.space, thought, mean, style, options),
			until,
		})),
		most: lengths[options.length].most,
		judge: createJudge({
			encode,
			next: encoder.next,
			picture: mean,
			captions: files.space.captions,
			style,
			typical: typicalWords(files.config.lexicon, styles),
			ending: files.space.ending,
			stock: files.config.stock,
			names: files.config.cast,
		}),
		opening: ctx.resumeFrom ? undefined : opening,
		prompt,
		onPassage: (index) => {
			const { caption } = passages[index] as (typeof passages)[number];
			ctx.deliver({ type: 'passage', index, passages: passages.length, caption });
		},
		onWord: (word, text, written) => {
			firstWord ??= seconds();
			ctx.deliver({ type: 'words', words: [renamed(word, cast)], written, seconds: seconds() });
			ctx.snapshot({ text: told(text), written });
		},
		isFinishing: () => ctx.finishing,
		yieldTurn: ctx.yieldTurn,
	});
	const { name: backend } = ctx.backend;
	return {
		...story,
		text: told(story.text),
		firstWord: firstWord ?? seconds(),
		seconds: seconds(),
		stages,
		backend,
		modelHash,
	};
}

/** A word and its alternatives, with the story's names. */
const renamed = (word: StoryWord, { toStory }: Cast): StoryWord => ({
	...word,
	text: toStory(word.text),
	others: word.others.map((other) => ({ ...other, text: toStory(other.text) })),
});
