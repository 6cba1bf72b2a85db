/**
 * Dense optical flow by Lucas and Kanade's method on a pyramid: at every pixel the shift that explains, in the least
 * squares over a window, how the picture has changed. From coarse to fine, each level refines the shifts of the one above.
 */
import type { Pixels } from '../pixels';
import { halved, lightness, type Plane, sample } from '../plane';
import { boxMean, median } from './filters';

/** For each pixel of one picture, how far away it lies in the other, px: right and down are positive. */
export interface Flow {
	readonly width: number;
	readonly height: number;
	readonly u: Float32Array;
	readonly v: Float32Array;
}

/** The coarsest level has at least so many pixels on its shorter side. */
const COARSEST = 12;
/** Refinements at each level. */
const ITERATIONS = 3;
/** Pixels of the window to each side; averaging twice makes it fall off to its edges. */
const RADIUS = 3;
/** Change of lightness, 0 to 1, from which pixels count less: they are likely to be hidden in one of the pictures. */
const OUTLIER = 0.03;
/** Keeps the coarser level's shift where nothing is to be seen. In units of squared lightness per pixel. */
const DAMPING = 2e-5;

/**
 * Computes the flow from one picture to another of the same size: `from` at (x, y) is `to` at (x + u, y + v).
 * Shifts up to a quarter of the shorter side are found.
 */
export function opticalFlow(from: Pixels, to: Pixels): Flow {
	const [fine, other] = [pyramid(from), pyramid(to)];
	let flow: Flow | undefined;
	for (let level = fine.length - 1; level >= 0; level--) {
		const [a, b] = [fine[level] as Plane, other[level] as Plane];
		flow = refine(a, b, flow ? enlarged(flow, a) : still(a));
	}
	return flow as Flow;
}

/** The lightness of a picture and its halvings, finest first. */
function pyramid(picture: Pixels): Plane[] {
	const levels = [lightness(picture)];
	for (;;) {
		const last = levels.at(-1) as Plane;
		if (Math.min(last.width, last.height) < 2 * COARSEST) return levels;
		levels.push(halved(last));
	}
}

const still = ({ width, height }: Plane): Flow => ({
	width,
	height,
	u: new Float32Array(width * height),
	v: new Float32Array(width * height),
});

/** The flow of a level as a start for the next finer one, whose pixels are half as large. */
function enlarged(flow: Flow, { width, height }: Plane): Flow {
	const twice = (values: Float32Array) => {
		const plane = { ...flow, values };
		return Float32Array.from(
			{ length: width * height },
			(_, at) => 2 * sample(plane, ((at % width) - 0.5) / 2, (Math.floor(at / width) - 0.5) / 2),
		);
	};
	return { width, height, u: twice(flow.u), v: twice(flow.v) };
}

function refine(from: Plane, to: Plane, start: Flow): Flow {
	const { width, height } = from;
	const own = slopes(from);
	let flow = start;
	for (let iteration = 0; iteration < ITERATIONS; iteration++) {
		const moved = shifted(to, flow);
		const step = steps(from, moved, own, slopes(moved));
		const next = still(from);
		for (let at = 0; at < width * height; at++) {
			next.u[at] = (flow.u[at] as number) + (step.u[at] as number);
			next.v[at] = (flow.v[at] as number) + (step.v[at] as number);
		}
		flow = { width, height, u: median(next.u, width, height), v: median(next.v, width, height) };
	}
	return flow;
}

/** A plane seen through the flow: what `from` would be if the flow were right. */
function shifted(plane: Plane, { width, height, u, v }: Flow): Plane {
	const values = new Float32Array(width * height);
	for (let y = 0, at = 0; y < height; y++) {
		for (let x = 0; x < width; x++, at++) values[at] = sample(plane, x + (u[at] as number), y + (v[at] as number));
	}
	return { width, height, values };
}

/** Slopes of the lightness to the right and down, by central differences. */
function slopes({ width, height, values }: Plane): { x: Float32Array; y: Float32Array } {
	const [dx, dy] = [new Float32Array(width * height), new Float32Array(width * height)];
	for (let y = 0, at = 0; y < height; y++) {
		const up = y > 0 ? width : 0;
		const down = y < height - 1 ? width : 0;
		for (let x = 0; x < width; x++, at++) {
			const left = x > 0 ? 1 : 0;
			const right = x < width - 1 ? 1 : 0;
			dx[at] = ((values[at + right] as number) - (values[at - left] as number)) / Math.max(1, left + right);
			dy[at] = ((values[at + down] as number) - (values[at - up] as number)) / Math.max(1, (up + down) / width);
		}
	}
	return { x: dx, y: dy };
}

type Slopes = ReturnType<typeof slopes>;

/** The shift at each pixel that brings `moved` nearest to `from`, at most one pixel. */
function steps(from: Plane, moved: Plane, own: Slopes, other: Slopes): { u: Float32Array; v: Float32Array } {
	const { width, height } = from;
	const size = width * height;
	const sums = Array.from({ length: 6 }, () => new Float32Array(size)) as [
		Float32Array,
		Float32Array,
		Float32Array,
		Float32Array,
		Float32Array,
		Float32Array,
	];
	for (let at = 0; at < size; at++) {
		const x = ((own.x[at] as number) + (other.x[at] as number)) / 2;
		const y = ((own.y[at] as number) + (other.y[at] as number)) / 2;
		const change = (moved.values[at] as number) - (from.values[at] as number);
		const weight = 1 / (1 + (change / OUTLIER) ** 2);
		sums[0][at] = weight * x * x;
		sums[1][at] = weight * x * y;
		sums[2][at] = weight * y * y;
		sums[3][at] = weight * x * change;
		sums[4][at] = weight * y * change;
		sums[5][at] = weight;
	}
	const [xx, xy, yy, xt, yt, weights] = sums.map((plane) =>
		boxMean(boxMean(plane, width, height, RADIUS), width, height, RADIUS),
	) as typeof sums;
	const [u, v] = [new Float32Array(size), new Float32Array(size)];
	for (let at = 0; at < size; at++) {
		const damping = DAMPING * (weights[at] as number);
		const a = (xx[at] as number) + damping;
		const b = xy[at] as number;
		const c = (yy[at] as number) + damping;
		const du = (b * (yt[at] as number) - c * (xt[at] as number)) / (a * c - b * b);
		const dv = (b * (xt[at] as number) - a * (yt[at] as number)) / (a * c - b * b);
		const length = Math.max(1, Math.hypot(du, dv));
		u[at] = du / length;
		v[at] = dv / length;
	}
	return { u, v };
}
