/** The vocabulary's clusters: members, names and colours. */
import type { Vocabulary } from '../types';

/** Number of hues in the style sheet: --cluster-0 and so on. */
export const hues = 8;

export interface Cluster {
	readonly id: number;
	/** Its words, as indices into the vocabulary, most frequent first. */
	readonly members: readonly number[];
	/** Its most frequent meaningful words. */
	readonly name: string;
	/** 0 to `hues` - 1; clusters of the same hue are far apart. */
	readonly hue: number;
}

/** Number of words in a cluster's name. */
const nameWords = 3;
/** Stop words, which name a cluster only if it has no others; words of one or two letters count as such too. */
const stopWords = new Set(
	'the and with his her its are was has have that this there which who while from into onto for out off over another other'.split(
		' ',
	),
);

/** Lists the clusters, largest first. */
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
	const meaningful = words.filter((word) => word.length > 2 && !stopWords.has(word));
	return (meaningful.length > 0 ? meaningful : words).slice(0, nameWords).join(', ');
}

/** The median position: robust against outliers. */
function middleOf(members: readonly number[], positions: Float32Array): readonly [number, number] {
	const median = (axis: 0 | 1) => {
		const sorted = members.map((index) => positions[2 * index + axis]!).sort((a, b) => a - b);
		return sorted[sorted.length >> 1]!;
	};
	return [median(0), median(1)];
}

/**
 * Assigns a hue to each cluster in turn: of the least used hues, the one whose clusters are farthest away.
 * @param middles the clusters' median positions
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
