/** UMAP's layout (McInnes et al. 2018, section 3.2): edges attract, randomly sampled points repel, at a falling rate. */
import type { Random } from '../../../../nets/prng';
import type { Graph } from './fuzzyGraph';

/**
 * The constant of the similarity of two positions, 1 / (1 + a * d²). Fitted for a minimum distance of 0.2, as in UMAP's
 * 1 / (1 + a * d^(2b)): there the best b is within 0.01 of 1, and powers would take most of a layout's time.
 */
const a = 1.263;
/** Points sampled at random to repel, per attraction. */
const negativeSampleRate = 5;
/** Largest step of a point, per axis and per attraction or repulsion. */
const gradientClip = 4;
/** Added to squared distances, so that the repulsion of coinciding points stays finite. */
const epsilon = 1e-3;

/** When edges are sampled, in epochs, one number per edge: the heavier an edge, the more often. */
interface Schedule {
	readonly epochsPerSample: Float32Array;
	readonly nextSample: Float32Array;
	readonly nextNegativeSample: Float32Array;
}

/**
 * Optimises the positions, one epoch per value taken. Yields the epoch's number, from 1.
 *
 * @param positions x and y of each point, about -10 to 10; modified in place
 */
export function* layOut(
	graph: Graph,
	positions: Float32Array,
	epochs: number,
	random: Random,
): Generator<number, void> {
	const heaviest = graph.weights.reduce((most, weight) => Math.max(most, weight), 0);
	const epochsPerSample = graph.weights.map((weight) => heaviest / weight);
	const schedule: Schedule = {
		epochsPerSample,
		nextSample: epochsPerSample.slice(),
		nextNegativeSample: epochsPerSample.map((period) => period / negativeSampleRate),
	};
	for (let epoch = 0; epoch < epochs; epoch++) {
		runEpoch(graph, positions, schedule, { epoch, learningRate: 1 - epoch / epochs, random });
		yield epoch + 1;
	}
}

interface Epoch {
	readonly epoch: number;
	readonly learningRate: number;
	readonly random: Random;
}

function runEpoch(
	{ heads, tails }: Graph,
	positions: Float32Array,
	{ epochsPerSample, nextSample, nextNegativeSample }: Schedule,
	{ epoch, learningRate, random }: Epoch,
): void {
	const points = positions.length / 2;
	for (let edge = 0; edge < heads.length; edge++) {
		if ((nextSample[edge] as number) > epoch) continue;
		const period = epochsPerSample[edge] as number;
		const head = heads[edge] as number;
		attract(positions, head, tails[edge] as number, learningRate);
		nextSample[edge] = (nextSample[edge] as number) + period;
		const negativeSamples = Math.floor(((epoch - (nextNegativeSample[edge] as number)) * negativeSampleRate) / period);
		for (let sample = 0; sample < negativeSamples; sample++) {
			repel(positions, head, Math.floor(random() * points), learningRate);
		}
		nextNegativeSample[edge] = (nextNegativeSample[edge] as number) + (negativeSamples * period) / negativeSampleRate;
	}
}

/** Moves both points towards each other. */
function attract(positions: Float32Array, one: number, other: number, learningRate: number): void {
	const [dx, dy] = difference(positions, one, other);
	const squared = dx * dx + dy * dy;
	const gradient = (-2 * a) / (a * squared + 1);
	const [x, y] = [learningRate * clip(gradient * dx), learningRate * clip(gradient * dy)];
	move(positions, one, x, y);
	move(positions, other, -x, -y);
}

/** Moves the first point away from the second. */
function repel(positions: Float32Array, one: number, other: number, learningRate: number): void {
	if (one === other) return;
	const [dx, dy] = difference(positions, one, other);
	const squared = dx * dx + dy * dy;
	const gradient = 2 / ((epsilon + squared) * (a * squared + 1));
	// Coinciding points have no direction between them, so that any will do.
	const [x, y] = squared === 0 ? [gradientClip, gradientClip] : [clip(gradient * dx), clip(gradient * dy)];
	move(positions, one, learningRate * x, learningRate * y);
}

function difference(positions: Float32Array, one: number, other: number): [number, number] {
	return [
		(positions[2 * one] as number) - (positions[2 * other] as number),
		(positions[2 * one + 1] as number) - (positions[2 * other + 1] as number),
	];
}

function move(positions: Float32Array, at: number, x: number, y: number): void {
	positions[2 * at] = (positions[2 * at] as number) + x;
	positions[2 * at + 1] = (positions[2 * at + 1] as number) + y;
}

const clip = (value: number): number => Math.min(gradientClip, Math.max(-gradientClip, value));
