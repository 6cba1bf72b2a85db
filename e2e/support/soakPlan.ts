/** The jobs of a soak: of every tab, in random order, cancelled at any moment. */
import { defaultCaptionOptions, defaultInvertOptions } from '../../src/features/find/options';
import { defaultPaintOptions } from '../../src/features/paint/options';
import { defaultStoryOptions } from '../../src/features/story/options';
import { seededUniform } from '../../src/nets/prng';

/** Requests as JSON; `$picture` stands for a picture and `$vector` for a vector of the joint space. */
const requests: readonly (readonly [job: string, request: unknown])[] = [
	[
		'paint',
		{
			content: '$picture',
			styles: [{ source: { kind: 'pack', id: 'starry-night' }, weight: 1 }],
			options: { ...defaultPaintOptions, size: 64, evaluations: 6 },
			network: 'perception',
		},
	],
	[
		'paint',
		{
			content: '$picture',
			styles: [{ source: { kind: 'picture', picture: '$picture' }, weight: 1 }],
			mask: '$picture',
			options: { ...defaultPaintOptions, size: 64, evaluations: 4, originalColours: true },
			network: 'perception',
		},
	],
	['features', { picture: '$picture', layer: 'relu2_1', network: 'perception', size: 64 }],
	[
		'story',
		{
			picture: '$picture',
			styles: [{ kind: 'genre', id: 'romance', weight: 1 }],
			options: { ...defaultStoryOptions, length: 'short' },
		},
	],
	[
		'imagine',
		{
			birds: [
				{ text: 'a red bird', seed: 1 },
				{ text: 'a blue bird', seed: 2 },
			],
			truncation: 0.8,
			stages: 2,
		},
	],
	['wordEffects', { text: 'a red bird', seeds: [1, 2], truncation: 0.8 }],
	['generatorBlocks', { bird: { text: 'a red bird', seed: 1 }, truncation: 0.8 }],
	[
		'embedPictures',
		{
			pictures: [
				{ id: 'a', picture: '$picture' },
				{ id: 'b', picture: '$picture' },
			],
			captions: defaultCaptionOptions,
		},
	],
	['encodeSentence', { text: 'a dog runs in the snow' }],
	['caption', { vector: '$vector', options: defaultCaptionOptions }],
	['invertSentence', { ...defaultInvertOptions, steps: 10, words: ['a', 'dog'] }],
	['nearWords', { word: 'dog', count: 5 }],
];

/** A job to run, and when to cancel it: before it is asked for, at once, after some milliseconds, or at a sign of life. */
export interface Planned {
	readonly name: string;
	readonly job: string;
	readonly request: unknown;
	readonly cancel?: 'before' | 'at once' | { readonly after: number } | { readonly sign: number };
}

/** Each job once. */
export const everyJob: readonly Planned[] = requests.map(([job, request]) => ({ name: `first ${job}`, job, request }));

/** Every third job is cancelled. */
export function plan(jobs: number, seed: number): Planned[] {
	const uniform = seededUniform(seed);
	const below = (limit: number) => Math.floor(uniform() * limit);
	return Array.from({ length: jobs }, (_, at) => {
		const [job, request] = requests[below(requests.length)] as (typeof requests)[number];
		const moments = ['before', 'at once', { after: below(100) }, { sign: 1 + below(4) }] as const;
		const cancel = moments[below(moments.length)];
		return { name: `${at}, ${job}`, job, request, ...(at % 3 === 0 && cancel && { cancel }) };
	});
}
