/** The style shift of neural-storyteller (Kiros 2015): from what captions say towards how a genre tells. */

import { type Weights, weightOf } from '../../../nets/weights';
import type { StorytellerConfig } from '../../../networks/worker/storySchemas';
import type { Place, StoryStyle, StyleMap, ThoughtVector } from '../types';
import { combine, dot } from './vectors';

/** Where captions and genres lie among the thought vectors, as the storyteller's file has it. */
export interface StyleSpace {
	/** Mean of all captions, c. */
	readonly captions: ThoughtVector;
	readonly genres: ReadonlyMap<string, { readonly mean: ThoughtVector; readonly places: readonly Place[] }>;
	/** The plane of the map: a point and two directions. */
	readonly plane: { readonly mean: ThoughtVector; readonly axes: readonly [ThoughtVector, ThoughtVector] };
}

/** @throws RangeError when something is missing or has another shape */
export function readStyleSpace({ thought: width, genres }: StorytellerConfig, weights: Weights): StyleSpace {
	const axes = weightOf(weights, 'plane.axes', [2, width]);
	return {
		captions: weightOf(weights, 'captions.mean', [width]),
		genres: new Map(
			genres.map(({ id }) => {
				const name = `genre.${id}.places`;
				const flat = weightOf(weights, name, [weights.get(name)?.shape[0] ?? 0, 2]);
				const places = Array.from({ length: flat.length / 2 }, (_, at) => placeAt(flat, 2 * at));
				return [id, { mean: weightOf(weights, `genre.${id}.mean`, [width]), places }];
			}),
		),
		plane: {
			mean: weightOf(weights, 'plane.mean', [width]),
			axes: [axes.slice(0, width), axes.slice(width)],
		},
	};
}

const placeAt = (flat: Float32Array, at: number): Place => [flat[at] as number, flat[at + 1] as number];

/** The styles' mean by their weights, b. @param styles checked by {@link checkStyles} */
export function styleOf({ genres }: StyleSpace, styles: readonly StoryStyle[]): ThoughtVector {
	const total = styles.reduce((sum, { weight }) => sum + weight, 0);
	return combine(
		styles.map((style) => [
			style.kind === 'own' ? style.vector : (genres.get(style.id)?.mean as ThoughtVector),
			style.weight / total,
		]),
	);
}

/**
 * c + focus * (x - c) + strength * (b - c); with both at 1, x - c + b.
 *
 * @param x what is told of
 * @param b the style
 */
export function shifted(
	{ captions: c }: StyleSpace,
	x: ThoughtVector,
	b: ThoughtVector,
	{ focus, strength }: { readonly focus: number; readonly strength: number },
): ThoughtVector {
	return combine([
		[x, focus],
		[b, strength],
		[c, 1 - focus - strength],
	]);
}

/** The vectors of one story on the plane of the genres' passages. */
export function mapOf(space: StyleSpace, x: ThoughtVector, b: ThoughtVector, after: ThoughtVector): StyleMap {
	const { mean, axes } = space.plane;
	const place = (vector: ThoughtVector): Place => {
		const from = combine([
			[vector, 1],
			[mean, -1],
		]);
		return [dot(from, axes[0]), dot(from, axes[1])];
	};
	return {
		genres: [...space.genres].map(([id, genre]) => ({
			id: id as StyleMap['genres'][number]['id'],
			passages: genre.places,
			mean: place(genre.mean),
		})),
		captions: place(x),
		neutral: place(space.captions),
		style: place(b),
		shifted: place(after),
	};
}
