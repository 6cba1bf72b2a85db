/** What the map needs to know of the vocabulary's clusters. */
import type { Vocabulary } from '../types';

/** Hues that the style sheet has: --cluster-0 and so on. */
export const hues = 8;

export interface Cluster {
	readonly id: number;
	/** Its words, as places in the vocabulary, commonest first. */
	readonly members: readonly number[];
	/** Its commonest telling words. */
	readonly name: string;
	/** 0 to `hues` - 1; clusters of one hue lie far apart. */
	readonly hue: number;
}

/** Words that name a cluster. */
const nameWords = 3;
/** Words that stand in every sentence, and those of one or two letters, tell nothing, unless there are no others. */
const empty = new Set(
	'the and with his her its are was has have that this there which who while from into onto for out off over another other'.split(
		' ',
	),
);

/** The clusters, largest first. */
export function clustersOf({ words, clusters, positions }: Vocabulary): readonly Cluster[] {
	const members = new Map<number, number[]>();
	clusters.forEach((id, index) => {
		const list = members.get(id);
		if (list) list.push(index);
		else members.set(id, [index]);
	});
	const ids = [...members.keys()].sort((a, b) => members.get(b)!.length - members.get(a)!.length || a - b);
	const huesOf = spreadHues(ids.map((id) => middleOf(members.get(id)!, positions)));
	return ids.map((id, at) => ({
		id,
		members: members.get(id)!,
		name: nameOf(members.get(id)!.map((index) => words[index]!)),
		hue: huesOf[at]!,
	}));
}

function nameOf(words: readonly string[]): string {
	const telling = words.filter((word) => word.length > 2 && !empty.has(word));
	return (telling.length > 0 ? telling : words).slice(0, nameWords).join(', ');
}

/** The median, which a few words far off do not move. */
function middleOf(members: readonly number[], positions: Float32Array): readonly [number, number] {
	const median = (axis: 0 | 1) => {
		const sorted = members.map((index) => positions[2 * index + axis]!).sort((a, b) => a - b);
		return sorted[sorted.length >> 1]!;
	};
	return [median(0), median(1)];
}

/**
 * A hue for each cluster, one after the other: of the hues used least so far, the one whose clusters are farthest away.
 * @param middles of the clusters
 */
export function spreadHues(middles: readonly (readonly [number, number])[]): readonly number[] {
	const taken: number[] = [];
	middles.forEach(([x, y], at) => {
		const round = Math.floor(at / hues);
		let best = 0;
		let farthest = -1;
		for (let hue = 0; hue < hues; hue++) {
			const same = middles.filter((_, other) => taken[other] === hue);
			if (same.length > round) continue;
			const distance = Math.min(...same.map((other) => Math.hypot(other[0] - x, other[1] - y)));
			if (distance > farthest) [best, farthest] = [hue, distance];
		}
		taken.push(best);
	});
	return taken;
}
