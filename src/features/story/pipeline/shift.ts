/** The style shift of neural-storyteller (Kiros 2015): moves a thought vector from the style of captions to that of a genre. */

import type { StyleSpace } from '../../../networks/worker/storyteller';
import type { Place, StoryStyle, StyleMap, ThoughtVector } from '../types';
import { combine, dot, product } from './vectors';

/** Weighted mean of the styles' vectors, b. @param styles checked by `checkStyles` */
export function styleOf(space: StyleSpace, styles: readonly StoryStyle[]): ThoughtVector {
	const total = styles.reduce((sum, { weight }) => sum + weight, 0);
	return combine(
		styles.map((style) => [
			style.kind === 'own' ? translated(space, style) : (space.genres.get(style.id)?.mean as ThoughtVector),
			style.weight / total,
		]),
	);
}

/** An own style's vector, translated where an earlier encoder read it. */
function translated({ earlier }: StyleSpace, { vector, encoder }: Extract<StoryStyle, { kind: 'own' }>): ThoughtVector {
	if (earlier === undefined || encoder !== earlier.encoder) return vector;
	return combine([
		[product(earlier.weight, vector), 1],
		[earlier.bias, 1],
	]);
}

/**
 * Shifts a thought vector towards a style: c + focus * (x - c) + strength * (b - c), where c is the mean of all captions.
 * With focus and strength 1 this is x - c + b.
 *
 * @param x thought vector of the captions
 * @param b the style's vector
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

/**
 * The vector that conditions the decoder in a passage: the theme of the whole story, which carries the style, then what the
 * passage goes on from, as it is.
 *
 * @param thought that the passage goes on from
 * @param mean thought of the picture's captions
 * @param style the style's vector
 */
export function conditionOf(
	space: StyleSpace,
	thought: ThoughtVector,
	mean: ThoughtVector,
	style: ThoughtVector,
	options: { readonly focus: number; readonly strength: number },
): Float32Array {
	const { centre, basis, scale } = space.theme;
	const from = combine([
		[shifted(space, mean, style, options), 1],
		[centre, -1],
	]);
	const theme = product(basis, from).map((value, at) => value / (scale[at] as number));
	return Float32Array.from([...theme, ...product(space.opening, thought)]);
}

/** Projects a story's vectors onto the plane of the genres' passages. */
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
