/** The style shift of neural-storyteller (Kiros 2015): from what captions say towards how a genre tells. */

import type { StyleSpace } from '../../../networks/worker/storyteller';
import type { Place, StoryStyle, StyleMap, ThoughtVector } from '../types';
import { combine, dot } from './vectors';

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
			passages: genre.points,
			mean: place(genre.mean),
		})),
		captions: place(x),
		neutral: place(space.captions),
		style: place(b),
		shifted: place(after),
	};
}
