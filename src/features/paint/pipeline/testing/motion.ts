/** For tests: pictures of a pattern without pixels, so that it can be seen moved by any part of a pixel. */
import { seededUniform } from '../../../../nets/prng';
import type { Flow } from '../flow/opticalFlow';
import type { Pixels } from '../pixels';

/** A colour at any place, px. */
export type Pattern = (x: number, y: number) => readonly [number, number, number];

/** Waves in all directions, from 3 to 100 px long, longer ones higher, as in photos. */
export function waves(seed: number): Pattern {
	const random = seededUniform(seed);
	const channels = [0, 1, 2].map(() =>
		Array.from({ length: 24 }, () => {
			const length = 3 * (100 / 3) ** random();
			const angle = 2 * Math.PI * random();
			const rate = (2 * Math.PI) / length;
			return { x: rate * Math.cos(angle), y: rate * Math.sin(angle), phase: 7 * random(), height: length / 800 };
		}),
	);
	return (x, y) =>
		channels.map((all) =>
			all.reduce((sum, wave) => sum + wave.height * Math.sin(wave.x * x + wave.y * y + wave.phase), 0.5),
		) as [number, number, number];
}

export function drawn(width: number, height: number, pattern: Pattern): Pixels {
	const rgb = new Float32Array(width * height * 3);
	for (let at = 0; at < width * height; at++) rgb.set(pattern(at % width, Math.floor(at / width)), 3 * at);
	return { width, height, rgb };
}

/** Mean distance, px, between a flow and the true shifts, where `counts` says so. */
export function endPointError(
	{ width, u, v }: Flow,
	truth: (x: number, y: number) => readonly [number, number],
	counts: (x: number, y: number) => boolean = () => true,
): number {
	let [sum, count] = [0, 0];
	for (const [at, du] of u.entries()) {
		const [x, y] = [at % width, Math.floor(at / width)];
		if (!counts(x, y)) continue;
		const [trueU, trueV] = truth(x, y);
		sum += Math.hypot(du - trueU, (v[at] as number) - trueV);
		count++;
	}
	return sum / count;
}
