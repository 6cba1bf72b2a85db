/** The L-BFGS optimiser (Liu and Nocedal 1989), with a strong-Wolfe line search and its history on the device. */
import { concat, type Tensor1D, tidy } from '@tensorflow/tfjs-core';
import { Best } from './best';
import { type Coefficients, History, type NewProducts } from './history';
import { LineSearch, type LineSearchOptions } from './lineSearch';
import { dot, makePairs, type Pairs } from './pairs';
import type { Evaluation, Objective, Optimisation } from './types';

export interface LbfgsOptions extends LineSearchOptions {
	/** Maximum number of evaluations. */
	readonly evaluations: number;
	/** Pairs remembered, each the memory of two vectors. Default 10. */
	readonly history?: number;
	/** Euclidean length of the first step, for which there is no curvature estimate yet. Default 1. */
	readonly firstStep?: number;
}

/** One evaluation of a line search. */
interface Trial {
	readonly step: number;
	readonly values: Float32Array;
	readonly gradient: Tensor1D;
	readonly products: NewProducts;
}

/**
 * Minimises an objective from `start`, [variables]. Ends after `evaluations`, or earlier when not even steepest descent
 * finds a lower loss.
 *
 * A NaN loss counts as too long a step: the search halves it.
 *
 * @throws RangeError when the loss is not a finite number at the start
 */
export async function* lbfgs(objective: Objective, start: Tensor1D, options: LbfgsOptions): Optimisation {
	const state = new State(objective, start, options.history ?? 10);
	let evaluation = 0;
	try {
		const first = await state.begin();
		yield { evaluation: ++evaluation, values: first, improved: true, best: state.best.value };
		let length = options.firstStep ?? 1;
		while (evaluation < options.evaluations) {
			const { slope, norm } = state.computeDirection();
			if (!(slope < 0)) return;
			const fresh = state.history.length === 0;
			const search = new LineSearch({ loss: state.loss, slope }, fresh ? length / norm : 1, options);
			let verdict: ReturnType<LineSearch['update']>;
			while (verdict === undefined && evaluation < options.evaluations) {
				const trial = await state.evaluate(search.step);
				verdict = search.update(trial.values[0] as number, trial.products.dg);
				state.keepOnly(search.low.step);
				yield { evaluation: ++evaluation, values: trial.values, improved: trial.improved, best: state.best.value };
			}
			if (search.low.step > 0) {
				length = search.low.step * norm;
				state.accept();
			} else if (verdict === 'failed') {
				// Either the history is misleading, or the loss cannot be lowered at this precision.
				if (fresh) return;
				state.clearHistory();
			}
		}
	} finally {
		state.dispose();
	}
}

/** Everything kept on the device between two evaluations. */
class State {
	readonly best = new Best();
	readonly history: History;
	loss = Number.NaN;
	private x: Tensor1D;
	private gradient: Tensor1D | undefined;
	private squaredNorm = Number.NaN;
	private readonly pairs: Pairs;
	private direction: Tensor1D | undefined;
	private coefficients: Coefficients | undefined;
	/** The line search's best evaluation and its last one; often the same. */
	private trials: Trial[] = [];

	constructor(
		private readonly objective: Objective,
		start: Tensor1D,
		capacity: number,
	) {
		this.history = new History(capacity);
		this.pairs = makePairs(capacity, start.size);
		this.x = start.clone();
	}

	async begin(): Promise<Float32Array> {
		const { values, gradient } = await this.objective(this.x);
		this.gradient = gradient;
		const packed = tidy(() => concat([values, dot(gradient, gradient)]));
		const terms = values.size;
		values.dispose();
		const read = await readAndDispose(packed);
		const losses = read.slice(0, terms);
		this.loss = losses[0] as number;
		this.squaredNorm = read[terms] as number;
		this.best.offer(losses, this.x);
		return losses;
	}

	/** Computes the quasi-Newton direction, or that of steepest descent where the former does not lead downhill. */
	computeDirection(): { slope: number; norm: number } {
		let coefficients = this.history.direction();
		let slope = this.history.slope(coefficients, this.squaredNorm);
		if (!(slope < 0)) {
			this.clearHistory();
			coefficients = this.history.direction();
			slope = -this.squaredNorm;
		}
		this.direction?.dispose();
		this.coefficients = coefficients;
		this.direction = this.pairs.combine(coefficients, this.gradient as Tensor1D);
		return { slope, norm: Math.sqrt(this.squaredNorm) };
	}

	/** Evaluates at x + step * direction. Loss, terms and dot products are read back together. */
	async evaluate(step: number): Promise<Trial & { improved: boolean }> {
		const [direction, before] = [this.direction as Tensor1D, this.gradient as Tensor1D];
		const point = this.pairs.move(this.x, direction, step);
		let evaluation: Evaluation | undefined;
		try {
			evaluation = await this.objective(point);
			const { values, gradient } = evaluation;
			const packed = this.pairs.products({ direction, gradient, before }, values);
			const terms = values.size;
			values.dispose();
			const read = await readAndDispose(packed);
			const losses = read.slice(0, terms);
			const trial = { step, values: losses, gradient, products: unpack(read.subarray(terms), this.pairs.order) };
			this.trials.push(trial);
			return { ...trial, improved: this.best.offer(losses, point) };
		} catch (error) {
			evaluation?.gradient.dispose();
			throw error;
		} finally {
			point.dispose();
		}
	}

	/** Disposes of every trial but the one with this step length. */
	keepOnly(step: number): void {
		this.trials = this.trials.filter((trial) => {
			if (trial.step === step) return true;
			trial.gradient.dispose();
			return false;
		});
	}

	/** Moves to the point of the only trial left. */
	accept(): void {
		const [trial] = this.trials as [Trial];
		const [direction, gradient] = [this.direction as Tensor1D, this.gradient as Tensor1D];
		if (this.history.remember(trial.products, trial.step, this.coefficients as Coefficients)) {
			this.pairs.remember({ direction, gradient: trial.gradient, before: gradient }, trial.step);
		}
		const { x } = this;
		this.x = this.pairs.move(x, direction, trial.step);
		x.dispose();
		gradient.dispose();
		this.gradient = trial.gradient;
		this.loss = trial.values[0] as number;
		this.squaredNorm = trial.products.gg;
		this.trials = [];
	}

	/** Clears the history: the next direction is that of steepest descent. */
	clearHistory(): void {
		this.history.clear();
		this.pairs.clear();
	}

	dispose(): void {
		this.keepOnly(Number.NaN);
		this.pairs.dispose();
		for (const tensor of [this.x, this.gradient, this.direction]) tensor?.dispose();
		this.best.dispose();
	}
}

/** @param order the pairs' places, oldest first */
function unpack(read: Float32Array, order: readonly number[]): NewProducts {
	const part = (n: number) => order.map((place) => read[n * order.length + place] as number);
	const [dy, dg, ownYY, ownYG, gg] = read.subarray(4 * order.length) as unknown as [
		number,
		number,
		number,
		number,
		number,
	];
	return { sy: part(0), sg: part(1), yy: part(2), yg: part(3), dy, dg, ownYY, ownYG, gg };
}

async function readAndDispose(tensor: Tensor1D): Promise<Float32Array> {
	try {
		return (await tensor.data()) as Float32Array;
	} finally {
		tensor.dispose();
	}
}
