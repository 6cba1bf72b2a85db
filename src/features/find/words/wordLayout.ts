/** How the map's words are drawn: dot sizes, hues, label boxes. Computed once per vocabulary and font. */

import { maxZoom, type Point, toScreen, type View } from '../surface/view';
import type { Vocabulary } from '../types';
import { type Cluster, clustersOf, hues } from './clusters';
import { type LabelBox, levelOf, placeLabels } from './labels';

/** Font sizes of labels in pixels: more frequent words are larger. `upTo`: the first index of the next tier. */
const tiers = [
	{ upTo: 40, size: 15, weight: 600 },
	{ upTo: 300, size: 13, weight: 500 },
	{ upTo: Number.POSITIVE_INFINITY, size: 12, weight: 400 },
] as const;

/** Dot radii in pixels for the rarest and the most frequent word, while the whole map is visible. */
const radii = { least: 1.3, most: 3.6 };
/** Distance from a dot's centre to its label. */
const nameGap = 6;
/** Padding of a label, so that two do not read as one. */
export const namePadding = { x: 4, y: 1 };
/** Scales at which the whole map is visible, from a phone to a wall-sized screen. */
const wholeScales = { least: 100, most: 1000 };

/** Square pixels of the map per label: about its own area, and as much again around it. */
const roomForName = 1200;

export interface WordLayout {
	readonly vocabulary: Vocabulary;
	readonly clusters: readonly Cluster[];
	/** Each word's cluster, as an index into `clusters`. */
	readonly clusterOf: Int16Array;
	/** Word indices by the hue of their cluster. */
	readonly byHue: readonly (readonly number[])[];
	/** Radius of each word's dot, in pixels, while the whole map is visible. */
	readonly radius: Float32Array;
	readonly boxes: readonly LabelBox[];
	/** Each label's font, without the family. */
	readonly fonts: readonly string[];
	/** The zoom level from which each label is shown: see `placeLabels`. */
	readonly shownFrom: Int16Array;
}

/**
 * Lays the vocabulary out.
 * @param measure gives the width in pixels of a text in a font such as `600 15px`
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
	const levels = { first: levelOf(wholeScales.least), last: levelOf(wholeScales.most * maxZoom) };
	const room = { each: roomForName, ranks: ranksOf(clusters, words.length) };
	const shownFrom = placeLabels(positions, boxes, levels, room);
	return { vocabulary, clusters, clusterOf, byHue, radius, boxes, fonts, shownFrom };
}

/** Ranks words within their cluster, so that every part of the map has labels: the most frequent has rank 0. */
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

/** Factor by which dots grow with the zoom. */
export const dotGrowth = (zoom: number): number => Math.min(1.9, zoom ** 0.25);

/**
 * Finds the word at a point of the surface: the one whose label is there, or the closest dot within reach.
 * @param reach greatest distance from the dot's centre, in pixels
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
