/** The words of the map as they are drawn: sizes, hues, boxes of their names. Made once for a vocabulary and a font. */

import { mostZoom, type Point, toScreen, type View } from '../surface/view';
import type { Vocabulary } from '../types';
import { type Cluster, clustersOf, hues } from './clusters';
import { type LabelBox, levelOf, placeLabels } from './labels';

/** Sizes of names in pixels: the commonest words' are larger. `upTo`: the last place in the vocabulary that has it. */
const tiers = [
	{ upTo: 40, size: 15, weight: 600 },
	{ upTo: 300, size: 13, weight: 500 },
	{ upTo: Number.POSITIVE_INFINITY, size: 12, weight: 400 },
] as const;

/** Radii of dots in pixels, of the rarest and of the commonest word, when the whole map is seen. */
const radii = { least: 1.3, most: 3.6 };
/** From the dot's middle to its name. */
const nameGap = 6;
/** Free around a name, so that two do not read as one. */
export const namePadding = { x: 4, y: 1 };
/** Scales at which the whole map is seen: from a phone's width to a wall's. */
const wholeScales = { least: 100, most: 1000 };

/** Square pixels of the map for each name: about what it takes, and as much again around it. */
const roomForName = 1200;

export interface WordLayout {
	readonly vocabulary: Vocabulary;
	readonly clusters: readonly Cluster[];
	/** Each word's cluster, as a place in `clusters`. */
	readonly clusterOf: Int16Array;
	/** Words by the hue of their cluster. */
	readonly byHue: readonly (readonly number[])[];
	/** Of each word's dot, in pixels when the whole map is seen. */
	readonly radius: Float32Array;
	readonly boxes: readonly LabelBox[];
	/** Each name's font, without the family. */
	readonly fonts: readonly string[];
	/** The level of scale from which on each name is shown: see `placeLabels`. */
	readonly shownFrom: Int16Array;
}

/**
 * @param measure width in pixels of a text in a font such as `600 15px`
 */
export function layOutWords(vocabulary: Vocabulary, measure: (text: string, font: string) => number): WordLayout {
	const { words, counts, positions } = vocabulary;
	const clusters = clustersOf(vocabulary);
	const clusterOf = new Int16Array(words.length);
	const byHue: number[][] = Array.from({ length: hues }, () => []);
	clusters.forEach(({ members, hue }, at) => {
		for (const index of members) clusterOf[index] = at;
		byHue[hue]?.push(...members);
	});
	const most = Math.log(1 + Math.max(1, ...counts));
	const radius = Float32Array.from(
		counts,
		(count) => radii.least + (radii.most - radii.least) * (Math.log(1 + count) / most) ** 2,
	);
	const tierOf = (index: number) => tiers.find(({ upTo }) => index < upTo) ?? tiers[2];
	const fonts = words.map((_, index) => `${tierOf(index).weight} ${tierOf(index).size}px`);
	const boxes = words.map((word, index) => {
		const height = tierOf(index).size * 1.25 + 2 * namePadding.y;
		return {
			width: measure(word, fonts[index]!) + 2 * namePadding.x,
			height,
			left: nameGap - namePadding.x,
			top: -height / 2,
		};
	});
	const levels = { first: levelOf(wholeScales.least), last: levelOf(wholeScales.most * mostZoom) };
	const room = { each: roomForName, ranks: ranksOf(clusters, words.length) };
	const shownFrom = placeLabels(positions, boxes, levels, room);
	return { vocabulary, clusters, clusterOf, byHue, radius, boxes, fonts, shownFrom };
}

/** Each cluster's commonest word is of rank 0, so that no part of the map is without names. */
function ranksOf(clusters: readonly Cluster[], count: number): Uint32Array {
	const ranks = new Uint32Array(count);
	for (const { members } of clusters) {
		members.forEach((index, at) => {
			ranks[index] = at * clusters.length;
		});
	}
	return ranks;
}

export const placeOf = ({ positions }: Vocabulary, index: number): Point => ({
	x: positions[2 * index]!,
	y: positions[2 * index + 1]!,
});

/** How much larger dots are than when the whole map is seen. */
export const dotGrowth = (zoom: number): number => Math.min(1.9, zoom ** 0.25);

/**
 * The word at a place of the surface: the one whose name is written there, else the nearest dot within reach.
 * @param reach pixels from the dot's middle
 */
export function wordAt(layout: WordLayout, view: View, at: Point, reach: number): number | undefined {
	const { vocabulary, boxes, shownFrom } = layout;
	const level = levelOf(view.scale);
	let nearest: number | undefined;
	let least = reach;
	for (let index = 0; index < boxes.length; index++) {
		const dot = toScreen(view, placeOf(vocabulary, index));
		const [x, y] = [at.x - dot.x, at.y - dot.y];
		const box = boxes[index]!;
		const named = shownFrom[index]! <= level;
		if (named && x >= 0 && x <= box.left + box.width && y >= box.top && y <= box.top + box.height) return index;
		const distance = Math.hypot(x, y);
		if (distance < least) [nearest, least] = [index, distance];
	}
	return nearest;
}
