/**
 * Operations that change a tensor in place, and those of L-BFGS on its history of pairs: see webgpu/accumulate.ts and
 * webgpu/lbfgs.ts. They take a small part of an evaluation's time, so that JavaScript is fast enough; sums are in
 * double precision.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { TensorInfo } from '@tensorflow/tfjs-core';

type Infos = Readonly<Record<string, TensorInfo>>;
export type View = (info: TensorInfo | undefined) => Float32Array;

export function accumulate(view: View, infos: Infos, { y, x }: { y: number; x: number }): void {
	const [, , width, channels] = (infos.whole as TensorInfo).shape as [number, number, number, number];
	const [, h, w] = (infos.part as TensorInfo).shape as [number, number, number, number];
	const [whole, part] = [view(infos.whole), view(infos.part)];
	const row = w * channels;
	for (let line = 0; line < h; line++) {
		const [to, first] = [((y + line) * width + x) * channels, line * row];
		for (let at = 0; at < row; at++) whole[to + at] = (whole[to + at] as number) + (part[first + at] as number);
	}
}

export function moved(own: BackendWasm, view: View, infos: Infos, step: number): TensorInfo {
	const out = own.makeOutput((infos.x as TensorInfo).shape, 'float32');
	const [x, direction, result] = [view(infos.x), view(infos.direction), view(out)];
	for (let at = 0; at < result.length; at++) result[at] = (x[at] as number) + step * (direction[at] as number);
	return out;
}

export function remember(view: View, infos: Infos, { slot, step }: { slot: number; step: number }): void {
	const [direction, gradient, before] = [view(infos.direction), view(infos.gradient), view(infos.before)];
	const first = slot * direction.length;
	const [s, y] = [infos.s, infos.y].map((info) => view(info).subarray(first, first + direction.length)) as [
		Float32Array,
		Float32Array,
	];
	for (let at = 0; at < direction.length; at++) {
		s[at] = step * (direction[at] as number);
		y[at] = (gradient[at] as number) - (before[at] as number);
	}
}

/** Values in a block: few enough for the cache, so that each vector is read once from memory. */
const BLOCK = 4096;

export function combine(own: BackendWasm, view: View, infos: Infos, pairs: number, g: number): TensorInfo {
	const out = own.makeOutput((infos.gradient as TensorInfo).shape, 'float32');
	const [s, y, gradient, coefficients] = [view(infos.s), view(infos.y), view(infos.gradient), view(infos.coefficients)];
	const result = view(out);
	const size = result.length;
	for (let first = 0; first < size; first += BLOCK) {
		const end = Math.min(size, first + BLOCK);
		for (let at = first; at < end; at++) result[at] = g * (gradient[at] as number);
		for (let row = 0; row < 2 * pairs; row++) {
			const [rows, offset] = row < pairs ? [s, row * size] : [y, (row - pairs) * size];
			const factor = coefficients[row] as number;
			for (let at = first; at < end; at++) {
				result[at] = (result[at] as number) + factor * (rows[offset + at] as number);
			}
		}
	}
	return out;
}

export function products(own: BackendWasm, view: View, infos: Infos, pairs: number): TensorInfo {
	const terms = (infos.values as TensorInfo).shape[0] as number;
	const out = own.makeOutput([terms + 4 * pairs + 5], 'float32');
	const [s, y, direction, gradient, before] = ['s', 'y', 'direction', 'gradient', 'before'].map((name) =>
		view(infos[name]),
	) as [Float32Array, Float32Array, Float32Array, Float32Array, Float32Array];
	const size = gradient.length;
	const sums = new Float64Array(4 * pairs + 5);
	const change = new Float32Array(BLOCK);
	for (let first = 0; first < size; first += BLOCK) {
		const count = Math.min(BLOCK, size - first);
		let [dc, dg, cc, cg, gg] = [0, 0, 0, 0, 0];
		for (let at = 0; at < count; at++) {
			const [g, d] = [gradient[first + at] as number, direction[first + at] as number];
			const c = g - (before[first + at] as number);
			change[at] = c;
			dc += d * c;
			dg += d * g;
			cc += c * c;
			cg += c * g;
			gg += g * g;
		}
		for (const [k, sum] of [dc, dg, cc, cg, gg].entries()) add(sums, 4 * pairs + k, sum);
		for (let row = 0; row < 2 * pairs; row++) {
			const [rows, pair, place] = row < pairs ? [s, row, 0] : [y, row - pairs, 2 * pairs];
			const offset = pair * size + first;
			let [withChange, withGradient] = [0, 0];
			for (let at = 0; at < count; at++) {
				const value = rows[offset + at] as number;
				withChange += value * (change[at] as number);
				withGradient += value * (gradient[first + at] as number);
			}
			add(sums, place + pair, withChange);
			add(sums, place + pairs + pair, withGradient);
		}
	}
	const result = view(out);
	result.set(view(infos.values));
	result.set(sums, terms);
	return out;
}

function add(sums: Float64Array, at: number, value: number): void {
	sums[at] = (sums[at] as number) + value;
}
