/** The vectors that L-BFGS remembers, on the device: the steps s and the gradient's changes y. */
import {
	add,
	concat,
	matMul,
	mul,
	reshape,
	slice,
	sub,
	sum,
	type Tensor1D,
	type Tensor2D,
	tensor1d,
	tensor2d,
	tidy,
	zeros,
} from '@tensorflow/tfjs-core';
import { call, hasKernel } from '../kernels/calls';
import type { Coefficients } from './history';

/** The vectors of an iteration, [variables] each. */
export interface Iteration {
	readonly direction: Tensor1D;
	/** The gradient at the new point. */
	readonly gradient: Tensor1D;
	/** The gradient at the old point. */
	readonly before: Tensor1D;
}

export interface Pairs {
	/** Computes x + step * direction. */
	move(x: Tensor1D, direction: Tensor1D, step: number): Tensor1D;
	/** Appends the pair step * direction, gradient - before; drops the oldest one when there is no room. */
	remember(iteration: Iteration, step: number): void;
	/** Computes the linear combination of the pairs, oldest first, and the gradient. */
	combine(coefficients: Coefficients, gradient: Tensor1D): Tensor1D;
	/**
	 * Computes, behind `values`, all dot products of an iteration, for the pairs as `order` says; with c = gradient - before: those of every s with c,
	 * of every s with the gradient, of every y with c, of every y with the gradient; then direction . c,
	 * direction . gradient, c . c, c . gradient and gradient . gradient.
	 */
	products(iteration: Iteration, values: Tensor1D): Tensor1D;
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
	private s: Tensor2D | undefined;
	private y: Tensor2D | undefined;

	constructor(private readonly capacity: number) {}

	move(x: Tensor1D, direction: Tensor1D, step: number): Tensor1D {
		return tidy(() => add<Tensor1D>(x, mul(direction, step)));
	}

	remember({ direction, gradient, before }: Iteration, step: number): void {
		const drops = this.s !== undefined && this.s.shape[0] >= this.capacity;
		// One after the other, because each exists twice while it grows.
		const s = append(this.s, drops, () => mul(direction, step));
		this.s?.dispose();
		this.s = s;
		const y = append(this.y, drops, () => sub(gradient, before));
		this.y?.dispose();
		this.y = y;
	}

	combine({ s, y, g }: Coefficients, gradient: Tensor1D): Tensor1D {
		return tidy(() => {
			const own = mul<Tensor1D>(gradient, g);
			if (!this.s || !this.y) return own;
			const remembered = add(matMul(tensor2d([[...s]]), this.s), matMul(tensor2d([[...y]]), this.y));
			return add<Tensor1D>(own, reshape(remembered, [gradient.size]));
		});
	}

	/** Columns are views of vectors: transposing or interleaving them would take longer on WASM than the products. */
	products({ direction, gradient, before }: Iteration, values: Tensor1D): Tensor1D {
		return tidy(() => {
			const change = sub<Tensor1D>(gradient, before);
			const remembered = [this.s, this.y].flatMap((rows) =>
				rows ? [change, gradient].map((column) => timesColumn(rows, column)) : [],
			);
			const own: [Tensor1D, Tensor1D][] = [
				[direction, change],
				[direction, gradient],
				[change, change],
				[change, gradient],
				[gradient, gradient],
			];
			return concat([values, ...remembered, ...own.map(([a, b]) => dot(a, b))]);
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
	private rows: { readonly s: Tensor2D; readonly y: Tensor2D } | undefined;
	private slots: number[] = [];

	constructor(
		private readonly capacity: number,
		private readonly size: number,
	) {}

	move(x: Tensor1D, direction: Tensor1D, step: number): Tensor1D {
		return call<Tensor1D>('AtelierLbfgsMove', { x, direction }, { step });
	}

	remember(iteration: Iteration, step: number): void {
		const { rows } = this;
		const slot = (this.slots.length < this.capacity ? this.slots.length : this.slots.shift()) as number;
		this.slots.push(slot);
		this.rows = rows ?? { s: zeros([this.capacity, this.size]), y: zeros([this.capacity, this.size]) };
		call('AtelierLbfgsRemember', { ...this.rows, ...iteration }, { slot, step });
	}

	combine({ s, y, g }: Coefficients, gradient: Tensor1D): Tensor1D {
		const { rows, slots } = this;
		if (!rows || slots.length === 0) return tidy(() => mul<Tensor1D>(gradient, g));
		const byRow = new Float32Array(2 * slots.length);
		for (const [at, slot] of slots.entries()) {
			byRow[slot] = s[at] as number;
			byRow[slots.length + slot] = y[at] as number;
		}
		return tidy(() =>
			call<Tensor1D>(
				'AtelierLbfgsCombine',
				{ ...rows, gradient, coefficients: tensor1d(byRow) },
				{ pairs: slots.length, g },
			),
		);
	}

	products(iteration: Iteration, values: Tensor1D): Tensor1D {
		const { slots } = this;
		// Without a pair there are no rows to read, but the kernel wants some.
		const rows = this.rows ?? { s: iteration.direction, y: iteration.direction };
		return call<Tensor1D>('AtelierLbfgsProducts', { ...rows, ...iteration, values }, { pairs: slots.length });
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

function timesColumn(rows: Tensor2D, column: Tensor1D): Tensor1D {
	return reshape(matMul(rows, reshape(column, [column.size, 1]) as Tensor2D), [rows.shape[0]]);
}

/** Computes a . b, [1], summed in two stages, because short sums lose less precision. */
export function dot(a: Tensor1D, b: Tensor1D): Tensor1D {
	let parts = 1;
	while (parts < 512 && a.size % (2 * parts) === 0) parts *= 2;
	return reshape(sum(sum(reshape(mul(a, b), [parts, a.size / parts]), 1)), [1]);
}

/** Appends a row, and drops the first if `drops`. Does not dispose of the old rows. */
function append(rows: Tensor2D | undefined, drops: boolean, row: () => Tensor1D): Tensor2D {
	return tidy(() => {
		const last = asRow(row());
		if (!rows) return last;
		const [length, size] = rows.shape;
		if (!drops) return concat([rows, last]);
		return length === 1 ? last : concat([slice(rows, [1, 0], [length - 1, size]), last]);
	});
}

function asRow(vector: Tensor1D): Tensor2D {
	return reshape(vector, [1, vector.size]);
}
