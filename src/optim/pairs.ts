/** The vectors that L-BFGS remembers, on the device: the steps s and the gradient's changes y. */
import * as tf from '@tensorflow/tfjs-core';
import { call, hasKernel } from '../kernels/calls';
import type { Coefficients } from './history';

/** The vectors of an iteration, [variables] each. */
export interface Iteration {
	readonly direction: tf.Tensor1D;
	/** The gradient at the new point. */
	readonly gradient: tf.Tensor1D;
	/** The gradient at the old point. */
	readonly before: tf.Tensor1D;
}

export interface Pairs {
	/** Computes x + step * direction. */
	move(x: tf.Tensor1D, direction: tf.Tensor1D, step: number): tf.Tensor1D;
	/** Appends the pair step * direction, gradient - before; drops the oldest one when there is no room. */
	remember(iteration: Iteration, step: number): void;
	/** Computes the linear combination of the pairs, oldest first, and the gradient. */
	combine(coefficients: Coefficients, gradient: tf.Tensor1D): tf.Tensor1D;
	/**
	 * Computes, behind `values`, all dot products of an iteration, for the pairs as `order` says; with c = gradient - before: those of every s with c,
	 * of every s with the gradient, of every y with c, of every y with the gradient; then direction . c,
	 * direction . gradient, c . c, c . gradient and gradient . gradient.
	 */
	products(iteration: Iteration, values: tf.Tensor1D): tf.Tensor1D;
	/** For each pair, oldest first, its row in the products. */
	readonly order: readonly number[];
	clear(): void;
	dispose(): void;
}

/** The pairs as this backend stores them best. @param capacity number of pairs @param size number of variables */
export function makePairs(capacity: number, size: number): Pairs {
	return hasKernel('AtelierLbfgsProducts') ? new PairsInPlace(capacity, size) : new StackedPairs(capacity);
}

/** For every backend: the pairs in two tensors [pairs, variables], which are copied when they change. */
class StackedPairs implements Pairs {
	private s: tf.Tensor2D | undefined;
	private y: tf.Tensor2D | undefined;

	constructor(private readonly capacity: number) {}

	move(x: tf.Tensor1D, direction: tf.Tensor1D, step: number): tf.Tensor1D {
		return tf.tidy(() => tf.add<tf.Tensor1D>(x, tf.mul(direction, step)));
	}

	remember({ direction, gradient, before }: Iteration, step: number): void {
		const drops = this.s !== undefined && this.s.shape[0] >= this.capacity;
		// One after the other, because each exists twice while it grows.
		const s = append(this.s, drops, () => tf.mul(direction, step));
		this.s?.dispose();
		this.s = s;
		const y = append(this.y, drops, () => tf.sub(gradient, before));
		this.y?.dispose();
		this.y = y;
	}

	combine({ s, y, g }: Coefficients, gradient: tf.Tensor1D): tf.Tensor1D {
		return tf.tidy(() => {
			const own = tf.mul<tf.Tensor1D>(gradient, g);
			if (!this.s || !this.y) return own;
			const remembered = tf.add(tf.matMul(tf.tensor2d([[...s]]), this.s), tf.matMul(tf.tensor2d([[...y]]), this.y));
			return tf.add<tf.Tensor1D>(own, tf.reshape(remembered, [gradient.size]));
		});
	}

	/** Columns are views of vectors: transposing or interleaving them would take longer on WASM than the products. */
	products({ direction, gradient, before }: Iteration, values: tf.Tensor1D): tf.Tensor1D {
		return tf.tidy(() => {
			const change = tf.sub<tf.Tensor1D>(gradient, before);
			const remembered = [this.s, this.y].flatMap((rows) =>
				rows ? [change, gradient].map((column) => timesColumn(rows, column)) : [],
			);
			const own: [tf.Tensor1D, tf.Tensor1D][] = [
				[direction, change],
				[direction, gradient],
				[change, change],
				[change, gradient],
				[gradient, gradient],
			];
			return tf.concat([values, ...remembered, ...own.map(([a, b]) => dot(a, b))]);
		});
	}

	get order(): readonly number[] {
		return [...new Array(this.s?.shape[0] ?? 0).keys()];
	}

	clear(): void {
		this.s?.dispose();
		this.y?.dispose();
		this.s = undefined;
		this.y = undefined;
	}

	dispose(): void {
		this.clear();
	}
}

/** With kernels of our own: the pairs in two tensors [capacity, variables], whose rows are overwritten in turn. */
class PairsInPlace implements Pairs {
	private rows: { readonly s: tf.Tensor2D; readonly y: tf.Tensor2D } | undefined;
	private slots: number[] = [];

	constructor(
		private readonly capacity: number,
		private readonly size: number,
	) {}

	move(x: tf.Tensor1D, direction: tf.Tensor1D, step: number): tf.Tensor1D {
		return call<tf.Tensor1D>('AtelierLbfgsMove', { x, direction }, { step });
	}

	remember(iteration: Iteration, step: number): void {
		const { rows } = this;
		const slot = (this.slots.length < this.capacity ? this.slots.length : this.slots.shift()) as number;
		this.slots.push(slot);
		this.rows = rows ?? { s: tf.zeros([this.capacity, this.size]), y: tf.zeros([this.capacity, this.size]) };
		call('AtelierLbfgsRemember', { ...this.rows, ...iteration }, { slot, step });
	}

	combine({ s, y, g }: Coefficients, gradient: tf.Tensor1D): tf.Tensor1D {
		const { rows, slots } = this;
		if (!rows || slots.length === 0) return tf.tidy(() => tf.mul<tf.Tensor1D>(gradient, g));
		const byRow = new Float32Array(2 * slots.length);
		for (const [at, slot] of slots.entries()) {
			byRow[slot] = s[at] as number;
			byRow[slots.length + slot] = y[at] as number;
		}
		return tf.tidy(() =>
			call<tf.Tensor1D>(
				'AtelierLbfgsCombine',
				{ ...rows, gradient, coefficients: tf.tensor1d(byRow) },
				{ pairs: slots.length, g },
			),
		);
	}

	products(iteration: Iteration, values: tf.Tensor1D): tf.Tensor1D {
		const { slots } = this;
		// Without a pair there are no rows to read, but the kernel wants some.
		const rows = this.rows ?? { s: iteration.direction, y: iteration.direction };
		return call<tf.Tensor1D>('AtelierLbfgsProducts', { ...rows, ...iteration, values }, { pairs: slots.length });
	}

	get order(): readonly number[] {
		return this.slots;
	}

	clear(): void {
		this.slots = [];
	}

	dispose(): void {
		this.clear();
		this.rows?.s.dispose();
		this.rows?.y.dispose();
		this.rows = undefined;
	}
}

function timesColumn(rows: tf.Tensor2D, column: tf.Tensor1D): tf.Tensor1D {
	return tf.reshape(tf.matMul(rows, tf.reshape(column, [column.size, 1]) as tf.Tensor2D), [rows.shape[0]]);
}

/** Computes a . b, [1], summed in two stages, because short sums lose less precision. */
export function dot(a: tf.Tensor1D, b: tf.Tensor1D): tf.Tensor1D {
	let parts = 1;
	while (parts < 512 && a.size % (2 * parts) === 0) parts *= 2;
	return tf.reshape(tf.sum(tf.sum(tf.reshape(tf.mul(a, b), [parts, a.size / parts]), 1)), [1]);
}

/** Appends a row, and drops the first if `drops`. Does not dispose of the old rows. */
function append(rows: tf.Tensor2D | undefined, drops: boolean, row: () => tf.Tensor1D): tf.Tensor2D {
	return tf.tidy(() => {
		const last = asRow(row());
		if (!rows) return last;
		const [length, size] = rows.shape;
		if (!drops) return tf.concat([rows, last]);
		return length === 1 ? last : tf.concat([tf.slice(rows, [1, 0], [length - 1, size]), last]);
	});
}

function asRow(vector: tf.Tensor1D): tf.Tensor2D {
	return tf.reshape(vector, [1, vector.size]);
}
