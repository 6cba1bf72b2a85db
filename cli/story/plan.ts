/** Checks the flags of `story` before anything is opened. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { AutomatedFile } from '../../src/app/automation/types';
import type { StoryOptions } from '../../src/features/story/options';
import { defaultStoryOptions, genres, storyOptions } from '../../src/features/story/options';
import type { PictureFile } from '../find/pictures';
import { type Flags, type FlagTable, UsageError } from '../flags';
import { flagsOfOptions, optionsOf } from '../optionFlags';
import { studioFlags } from '../studioFlags';
import { type GenrePlan, genrePlan } from './genres';
import { type Out, outOf, picturesAt } from './places';

const ownFlags = {
	image: {
		kind: 'text',
		value: 'FILE|FOLDER',
		required: true,
		repeated: true,
		help: 'The picture. Several, or a folder with all its folders: a story each, with seeds counting up from --seed.',
	},
	genre: {
		kind: 'text',
		value: 'NAME[=WEIGHT]',
		repeated: true,
		help: `${genres.map(({ id }) => id).join(', ')}; several are blended. "each" takes them in turn, picture by picture. Without it: romance, or --style-text alone.`,
	},
	styleText: {
		kind: 'text',
		value: 'FILE',
		repeated: true,
		help: 'A text of 200 sentences or more to write in the style of.',
	},
	begin: { kind: 'text', value: 'TEXT', help: 'What is there already: the story goes on from its end.' },
	out: {
		kind: 'text',
		value: 'FILE|FOLDER',
		help: 'A .md file, which the page opens again with its settings, or a folder of them for several pictures; or a .json file for the document. Without it, the story is printed.',
	},
	json: {
		kind: 'switch',
		default: false,
		help: 'Prints the document, with every stage’s output; for several pictures a list of short ones.',
	},
	vectors: { kind: 'switch', default: false, help: 'Documents get the thought vectors before and after the shift.' },
	...studioFlags,
} as const satisfies FlagTable;

export type StoryFlags = Flags<typeof ownFlags> & Partial<StoryOptions>;
export const storyFlags: FlagTable = { ...ownFlags, ...flagsOfOptions(storyOptions) };

export interface Plan {
	readonly files: readonly PictureFile[];
	/** Whether a single picture was named: its story is then written by itself, not as a list. */
	readonly alone: boolean;
	readonly genres: GenrePlan;
	readonly texts: readonly AutomatedFile[];
	readonly options: StoryOptions;
	readonly begin?: string;
	readonly out?: Out;
	/** Whether to print the document. */
	readonly json: boolean;
	readonly vectors: boolean;
}

function readText(file: string): AutomatedFile {
	try {
		return { data: readFileSync(file).toString('base64'), name: basename(file) };
	} catch (cause) {
		throw new UsageError(`--style-text ${file} cannot be read. Check the path.`, { cause });
	}
}

/** @throws UsageError with a sentence that names the flag */
export function planOf(flags: StoryFlags): Plan {
	const { image = [], genre = [], styleText = [], begin, json = false, vectors = false } = flags;
	const given = genrePlan(genre);
	if (begin?.trim() === '') throw new UsageError('--begin is blank. Leave it out, or give a sentence to go on from.');
	const { files, alone } = picturesAt(image);
	const texts = styleText.map(readText);
	const plan = given.length === 0 && texts.length === 0 ? genrePlan(['romance']) : given;
	if (plan !== 'each' && texts.length === 0 && plan.every(({ weight }) => weight === 0)) {
		throw new UsageError('--genre: all weights are 0. Give at least one genre some weight.');
	}
	const out = outOf(flags.out, alone);
	return {
		files,
		alone,
		genres: plan,
		texts,
		options: optionsOf(defaultStoryOptions, flags),
		...(begin === undefined ? {} : { begin }),
		...(out && { out }),
		json,
		vectors,
	};
}

/** The seed for the picture at an index: seeds count up, and start from 0 after the largest. */
export const seedOf = (seed: number, at: number): number => (seed + at) % (storyOptions.seed.max + 1);
