/** Turns the flags of `imagine` into a plan and checks it before a browser is opened. */
import { samplesOf } from '../../src/features/imagine/birds';
import type { ImagineOptions } from '../../src/features/imagine/options';
import { defaultImagineOptions, imagineOptions, mostBirds } from '../../src/features/imagine/options';
import type { Bird, Stages } from '../../src/features/imagine/types';
import { type Flags, type FlagTable, UsageError } from '../flags';
import { flagsOfOptions, optionsOf } from '../optionFlags';
import { studioFlags } from '../studioFlags';
import { checkFolder } from './folder';
import { frameName, stemsOf } from './names';

const usualFrames = 24;

const ownFlags = {
	text: {
		kind: 'text',
		value: 'SENTENCE',
		required: true,
		repeated: true,
		help: 'What the bird looks like, in English: its colours, its parts, its beak, its size.',
	},
	out: {
		kind: 'text',
		value: 'FOLDER',
		required: true,
		help: 'The folder for the PNGs, each with its recipe inside; created if needed.',
	},
	stages: {
		kind: 'choice',
		choices: ['1', '2'],
		default: '2',
		help: '1 draws only sketches of 64 px; 2 also details of 256 px.',
	},
	walkTo: {
		kind: 'text',
		value: 'SENTENCE',
		help: 'Draws a walk from --text to this sentence instead, with fixed noise: one walk, or as many as --samples.',
	},
	frames: {
		kind: 'number',
		default: usualFrames,
		min: 2,
		max: mostBirds,
		step: 1,
		help: 'Number of birds in a walk, both ends included.',
	},
	json: {
		kind: 'switch',
		default: false,
		help: 'Also prints how each sentence was read, its conditions, and the files of each bird.',
	},
	...studioFlags,
} as const satisfies FlagTable;

export type ImagineFlags = Flags<typeof ownFlags> & Partial<ImagineOptions>;
export const imagineFlags: FlagTable = { ...ownFlags, ...flagsOfOptions(imagineOptions) };

export interface NamedBird {
	readonly bird: Bird;
	/** Its file name without stage and extension. */
	readonly name: string;
}

/** The birds of one job: the samples of a sentence, or a walk. */
export interface Sheet {
	readonly text: string;
	readonly birds: readonly NamedBird[];
	/** How many of them are drawn, those that fit the sentence best; absent: all. */
	readonly best?: number;
}

export interface Plan {
	/** All sentences in the order given; the target of a walk comes last. */
	readonly texts: readonly string[];
	readonly sheets: readonly Sheet[];
	readonly options: ImagineOptions;
	readonly stages: Stages;
	readonly out: string;
	/** Whether to print everything. */
	readonly json: boolean;
}

const named = (birds: readonly Bird[], stem: string): NamedBird[] =>
	birds.map((bird) => ({ bird, name: `${stem}-${bird.seed}` }));

const walkOf = ({ bird, name }: NamedBird, text: string, frames: number): NamedBird[] =>
	Array.from({ length: frames }, (_, at) => ({
		bird: { ...bird, towards: { text, share: at / (frames - 1) } },
		name: frameName(name, at, frames),
	}));

/** @throws UsageError with a sentence that names the flag */
export function planOf(flags: ImagineFlags): Plan {
	const { text: texts = [], out = '', stages = '2', walkTo, frames = usualFrames, json = false } = flags;
	const blank = texts.some((text) => text.trim() === '') ? '--text' : walkTo?.trim() === '' ? '--walk-to' : undefined;
	if (blank !== undefined) {
		throw new UsageError(`${blank} is blank. Describe a bird in English: its colours, its parts, its beak, its size.`);
	}
	if (flags.frames !== undefined && walkTo === undefined) {
		throw new UsageError('--frames are those of a walk. Say with --walk-to where it goes.');
	}
	checkFolder('--out', out);
	const given = optionsOf(defaultImagineOptions, flags);
	const options = walkTo !== undefined && flags.samples === undefined ? { ...given, samples: 1 } : given;
	const stems = stemsOf(texts);
	const sheets = texts.flatMap((text, at): Sheet[] => {
		const { seed, samples, bestOf } = options;
		const sampled = (count: number) => named(samplesOf(text, seed, count), stems[at] ?? '');
		if (walkTo === undefined) return [{ text, birds: sampled(samples * bestOf), best: samples }];
		return sampled(samples).map((bird) => ({ text, birds: walkOf(bird, walkTo, frames) }));
	});
	return {
		texts: walkTo === undefined ? texts : [...texts, walkTo],
		sheets,
		options,
		stages: stages === '1' ? 1 : 2,
		out,
		json,
	};
}
