import type { Confirm } from '../../engine/jobs/types';
import { writeRecipe } from '../../library/recipe';
import { envelopeOf } from '../../library/recipes/envelope';
import { keepFrames } from './frames';
import { type PaintRecipe, type RecipeStyle, recipeVersion } from './recipe';
import type { Choices, Painting, StylePick } from './state';
import type { PaintResult, PresetId } from './types';

/** What the browser does for the store; tests bring their own. */
export interface PaintTools {
	encode(picture: ImageData, type: 'image/png' | 'image/webp', quality?: number): Promise<Blob>;
	dataAddress(file: Blob): Promise<string>;
	/** Shows the visitor a message without interrupting the painting. */
	tell(sentence: string): void;
	/** Asks before a running painting is lost; without it, nothing is asked. */
	readonly confirm?: Confirm;
	now?(): Date;
	/** Bytes that a painting may take on a backend; without it, any number. */
	memoryBudget?(backend: string): number;
	/** Reads and writes films; without it, there are no clips. */
	clips?(): Promise<Pick<typeof import('./clips/film'), 'readFrames' | 'writeFrames'>>;
	/** The preset that sets size and steps at first; without it, the options' defaults do. */
	readonly preset?: PresetId;
}

export interface Film {
	offer(evaluation: number, preview: ImageData): void;
	frames(): Promise<Blob[]>;
}

/** Collects previews for the timelapse while the painting runs. */
export function startFrames(tools: PaintTools): Film {
	const keeper = keepFrames();
	return {
		offer: (evaluation, preview) => keeper.offer(evaluation, () => tools.encode(preview, 'image/webp', 0.85)),
		frames: () => keeper.frames(),
	};
}

function recipeStyle(style: StylePick, state: Choices): RecipeStyle {
	if (style.kind === 'picture') {
		return { kind: 'picture', name: style.title, hash: style.photo.hash, weight: style.weight };
	}
	const hash = state.catalogue?.styles.find(({ id }) => id === style.key)?.hash;
	return { kind: 'pack', id: style.key, title: style.title, weight: style.weight, ...(hash && { hash }) };
}

/** @param state as it was when the painting began */
export async function recipeOf(state: Choices, result: PaintResult, tools: PaintTools): Promise<PaintRecipe> {
	const { photo, mask, clip, options, network } = state;
	if (photo === undefined) throw new TypeError('recipeOf: a painting without a photo');
	return {
		...envelopeOf('paint', recipeVersion, (tools.now?.() ?? new Date()).toISOString()),
		network: { name: network, hash: result.modelHash },
		backend: result.backend,
		photo: { name: photo.name, hash: photo.hash, width: photo.width, height: photo.height },
		styles: state.styles.map((style) => recipeStyle(style, state)),
		...(mask && { mask: await tools.dataAddress(mask.picture) }),
		options,
		...(clip && { clip }),
		evaluations: result.evaluations,
		seconds: Math.round(result.seconds * 10) / 10,
		losses: result.losses,
	};
}

/** The painting as a file with its recipe inside, and its film. */
export async function finishPainting(
	state: Choices,
	result: PaintResult,
	film: Film,
	tools: PaintTools,
): Promise<Painting> {
	const { photo } = state;
	if (photo === undefined) throw new TypeError('finishPainting: a painting without a photo');
	film.offer(Number.POSITIVE_INFINITY, result.picture);
	const [recipe, plain] = await Promise.all([
		recipeOf(state, result, tools),
		tools.encode(result.picture, 'image/png'),
	]);
	return {
		title: `${photo.name}, ${state.styles.map(({ title }) => title).join(' + ')}`,
		photo,
		choices: state,
		result,
		recipe,
		png: await writeRecipe(plain, recipe),
		frames: await film.frames(),
	};
}
