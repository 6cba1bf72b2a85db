/** Geometry of the plot of thought vectors. */

import type { GenreId } from './options';
import type { Place, StyleMap } from './types';

export interface Frame {
	readonly width: number;
	readonly height: number;
	readonly margin: number;
}

const placesOf = (map: StyleMap): Place[] => [
	...map.genres.flatMap(({ passages, mean }) => [...passages, mean]),
	map.captions,
	map.neutral,
	map.style,
	map.shifted,
];

/** Maps the plane to px in the frame: all points inside, the same scale on both axes, y pointing up. */
export function fitInto(map: StyleMap, { width, height, margin }: Frame): (place: Place) => Place {
	const places = placesOf(map);
	const [xs, ys] = [places.map(([x]) => x), places.map(([, y]) => y)];
	const [left, right] = [Math.min(...xs), Math.max(...xs)];
	const [bottom, top] = [Math.min(...ys), Math.max(...ys)];
	const scale = Math.min(
		(width - 2 * margin) / Math.max(right - left, 1e-9),
		(height - 2 * margin) / Math.max(top - bottom, 1e-9),
	);
	const [centreX, centreY] = [(left + right) / 2, (bottom + top) / 2];
	return ([x, y]) => [width / 2 + (x - centreX) * scale, height / 2 - (y - centreY) * scale];
}

const distance = ([x, y]: Place, [u, v]: Place): number => Math.hypot(x - u, y - v);

/** The genres by the distance of their mean to a point, nearest first. */
export const nearestGenres = (map: StyleMap, place: Place): readonly GenreId[] =>
	[...map.genres].sort((a, b) => distance(a.mean, place) - distance(b.mean, place)).map(({ id }) => id);
