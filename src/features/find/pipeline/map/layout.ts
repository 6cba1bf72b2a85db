/** UMAP's layout (McInnes et al. 2018, section 3.2): edges pull, and points met by chance push, less and less. */
import type { Random } from '../../../../nets/prng';
import type { Graph } from './fuzzyGraph';

/**
 * Likeness of two places, 1 / (1 + a * d²): fitted, as UMAP's 1 / (1 + a * d^(2b)), to points that may lie as near as
 * 0.2 to each other. There the best b is 1 within a hundredth, and taking powers is most of what a layout costs.
 */
const a = 1.263;
/** Points met by chance for each edge. */
const strangers = 5;
/** No point moves further by one pull or push. */
const furthest = 4;
/** Keeps points that lie on each other from being thrown apart without end. */
const softness = 1e-3;

/** The stronger an edge, the oftener it pulls: times in epochs, one number an edge. */
interface Timetable {
	readonly every: Float32Array;
	readonly next: Float32Array;
	readonly nextPush: Float32Array;
}

/**
 * Moves the places, one epoch for each value taken: the epoch's number, from 1.
 *
 * @param places x and y of each point, about -10 to 10; changed
 */
export function* layOut(graph: Graph, places: Float32Array, epochs: number, random: Random): Generator<number, void> {
	const strongest = graph.weights.reduce((most, weight) => Math.max(most, weight), 0);
	const every = graph.weights.map((weight) => strongest / weight);
	const times: Timetable = { every, next: every.slice(), nextPush: every.map((time) => time / strangers) };
	for (let epoch = 0; epoch < epochs; epoch++) {
		moveAll(graph, places, times, { epoch, rate: 1 - epoch / epochs, random });
		yield epoch + 1;
	}
}

function moveAll(
	{ heads, tails }: Graph,
	places: Float32Array,
	{ every, next, nextPush }: Timetable,
	{ epoch, rate, random }: { readonly epoch: number; readonly rate: number; readonly random: Random },
): void {
	const points = places.length / 2;
	for (let edge = 0; edge < heads.length; edge++) {
		if ((next[edge] as number) > epoch) continue;
		const time = every[edge] as number;
		const head = heads[edge] as number;
		pull(places, head, tails[edge] as number, rate);
		next[edge] = (next[edge] as number) + time;
		const pushes = Math.floor(((epoch - (nextPush[edge] as number)) * strangers) / time);
		for (let push = 0; push < pushes; push++) pushAway(places, head, Math.floor(random() * points), rate);
		nextPush[edge] = (nextPush[edge] as number) + (pushes * time) / strangers;
	}
}

function pull(places: Float32Array, one: number, other: number, rate: number): void {
	const [dx, dy] = apart(places, one, other);
	const squared = dx * dx + dy * dy;
	const strength = (-2 * a) / (a * squared + 1);
	const [x, y] = [rate * bounded(strength * dx), rate * bounded(strength * dy)];
	move(places, one, x, y);
	move(places, other, -x, -y);
}

function pushAway(places: Float32Array, one: number, other: number, rate: number): void {
	if (one === other) return;
	const [dx, dy] = apart(places, one, other);
	const squared = dx * dx + dy * dy;
	const strength = 2 / ((softness + squared) * (a * squared + 1));
	// On each other there is no direction to push in: any will do.
	const [x, y] = squared === 0 ? [furthest, furthest] : [bounded(strength * dx), bounded(strength * dy)];
	move(places, one, rate * x, rate * y);
}

function apart(places: Float32Array, one: number, other: number): [number, number] {
	return [
		(places[2 * one] as number) - (places[2 * other] as number),
		(places[2 * one + 1] as number) - (places[2 * other + 1] as number),
	];
}

function move(places: Float32Array, at: number, x: number, y: number): void {
	places[2 * at] = (places[2 * at] as number) + x;
	places[2 * at + 1] = (places[2 * at + 1] as number) + y;
}

function bounded(value: number): number {
	return Math.min(furthest, Math.max(-furthest, value));
}
