/** Converts stories to JSON documents. */

import type { AutomatedStage, AutomatedStory } from '../../src/app/tabs/story/automationTypes';
import type { StoryOptions } from '../../src/features/story/options';
import { type Base64, fromBase64 } from '../../src/models/base64';

/** The request for one story. */
export interface StoryTask {
	/** The picture's path within its folder, or its name. */
	readonly picture: string;
	readonly styles: readonly { readonly name: string; readonly weight: number }[];
	readonly options: StoryOptions;
	readonly begin?: string;
}

type StageOf<K extends AutomatedStage['stage']> = Extract<AutomatedStage, { readonly stage: K }>;

const stageOf = <K extends AutomatedStage['stage']>({ stages }: AutomatedStory, name: K): StageOf<K> | undefined =>
	stages.find((one): one is StageOf<K> => one.stage === name);

/** `romance`, or `romance=2 + mystery=1`. */
export const genreText = (styles: StoryTask['styles']): string =>
	styles.length === 1 ? (styles[0]?.name ?? '') : styles.map(({ name, weight }) => `${name}=${weight}`).join(' + ');

/** A line of a list: the request, what the networks found, the story, and the seconds of each stage. */
export function entryOf({ picture, styles, options }: StoryTask, story: AutomatedStory) {
	const { text, written, filtered, seconds, firstWord } = story;
	return {
		picture,
		genre: genreText(styles),
		seed: options.seed,
		captions: stageOf(story, 'rank')?.nearest.map(({ text }) => text) ?? [],
		text,
		written,
		filtered,
		blank: stageOf(story, 'encodeImage')?.blank ?? false,
		stages: story.stages.map(({ stage, seconds }) => ({ stage, seconds })),
		seconds,
		firstWord,
	};
}

/** Rounds to seven digits, the precision of Float32. */
const numbers = (vector: Base64): number[] =>
	Array.from(new Float32Array(fromBase64(vector).buffer), (value) => Number(value.toPrecision(7)));

/** The thought vectors before and after the shift. */
export function vectorsOf(story: AutomatedStory) {
	const shift = stageOf(story, 'shift');
	return shift === undefined ? {} : { vectors: { before: numbers(shift.before), after: numbers(shift.after) } };
}

/** The complete document: each stage's full output, and the words with their probabilities. */
export function documentOf(task: StoryTask, story: AutomatedStory) {
	const { passages, words, backend, modelHash } = story;
	return {
		...entryOf(task, story),
		styles: task.styles,
		options: task.options,
		...(task.begin === undefined ? {} : { begin: task.begin }),
		stages: story.stages.map((stage) => {
			if (stage.stage !== 'shift') return stage;
			const { before: _, after: __, ...rest } = stage;
			return rest;
		}),
		passages,
		words,
		backend,
		modelHash,
	};
}
