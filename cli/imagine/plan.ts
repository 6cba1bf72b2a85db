/** What the flags of `imagine` ask for, judged before anything is opened. */
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
		help: 'Where the PNGs go, each with its recipe inside; it is made when it is not there.',
	},
	stages: {
		kind: 'choice',
		choices: ['1', '2'],
		default: '2',
		help: '1 draws sketches of 64 px alone; 2 also birds of 256 px.',
	},
	walkTo: {
		kind: 'text',
		value: 'SENTENCE',
		help: 'Draws the way from --text to this sentence instead, with the noise held: one walk, or as many as --samples says.',
	},
	frames: {
		kind: 'number',
		default: usualFrames,
		min: 2,
		max: mostBirds,
		whole: true,
		help: 'Birds of one walk, the first and the last included.',
	},
	json: {
		kind: 'switch',
		default: false,
		help: 'Prints more: how each sentence was read, its conditions, and the files of each bird.',
	},
	...studioFlags,
} as const satisfies FlagTable;

export type ImagineFlags = Flags<typeof ownFlags> & Partial<ImagineOptions>;
export const imagineFlags: FlagTable = { ...ownFlags, ...flagsOfOptions(imagineOptions) };

export interface NamedBird {
	readonly bird: Bird;
	/** Of its files, without stage and ending. */
	readonly name: string;
}

/** What one job draws: the samples of a sentence, or a walk. */
export interface Sheet {
	readonly text: string;
	readonly birds: readonly NamedBird[];
}

export interface Plan {
	/** All sentences, in the order in which they were given; the one that is walked to comes last. */
	readonly texts: readonly string[];
	readonly sheets: readonly Sheet[];
	readonly options: ImagineOptions;
	readonly stages: Stages;
	readonly out: string;
	/** Whether the document is printed. */
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
		const birds = named(samplesOf(text, options.seed, options.samples), stems[at] ?? '');
		if (walkTo === undefined) return [{ text, birds }];
		return birds.map((bird) => ({ text, birds: walkOf(bird, walkTo, frames) }));
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
