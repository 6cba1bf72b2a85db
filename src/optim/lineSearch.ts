/**
 * Strong-Wolfe line search (Nocedal and Wright, Numerical Optimization, 2nd edition, algorithms 3.5 and 3.6) with cubic
 * interpolation. It is a state machine that asks for one step length at a time, so that the caller decides when and how
 * the function is evaluated.
 */

export interface Probe {
	readonly step: number;
	readonly loss: number;
	/** Derivative along the direction: gradient . direction. */
	readonly slope: number;
}

export interface LineSearchOptions {
	/** Constant of the sufficient decrease condition, 0 < c1 < c2. Default 1e-4. */
	readonly c1?: number;
	/** Constant of the curvature condition, c1 < c2 < 1. Default 0.9. */
	readonly c2?: number;
	/** Maximum number of evaluations. Default 20. */
	readonly limit?: number;
}

/** `wolfe`: both conditions hold; `decrease`: they do not, but the loss is lower; `failed`: it is not. */
export type Verdict = 'wolfe' | 'decrease' | 'failed';

export class LineSearch {
	/** The step length to evaluate next. */
	step: number;
	/** The best point that satisfies sufficient decrease; initially the start. */
	low: Probe;
	private high: Probe | undefined;
	private previous: Probe;
	private count = 0;
	/** Widths of the interval after the last two narrowings. */
	private widths: [number, number] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
	private readonly c1: number;
	private readonly c2: number;
	private readonly limit: number;

	/** @param start loss and slope at step 0; the slope must be negative */
	constructor(
		private readonly start: { readonly loss: number; readonly slope: number },
		firstStep: number,
		{ c1 = 1e-4, c2 = 0.9, limit = 20 }: LineSearchOptions = {},
	) {
		if (!(start.slope < 0)) throw new RangeError('A line search needs a direction of descent.');
		this.low = { step: 0, ...start };
		this.previous = this.low;
		this.step = firstStep;
		this.c1 = c1;
		this.c2 = c2;
		this.limit = limit;
	}

	/**
	 * Takes the evaluation at {@link step}.
	 *
	 * @returns the verdict, or undefined when the new `step` is to be evaluated
	 */
	update(loss: number, slope: number): Verdict | undefined {
		const probe = { step: this.step, loss, slope };
		this.count++;
		const finite = Number.isFinite(loss) && Number.isFinite(slope);
		const decreases = finite && loss <= this.start.loss + this.c1 * probe.step * this.start.slope;
		if (decreases && loss < this.low.loss && Math.abs(slope) <= -this.c2 * this.start.slope) {
			this.low = probe;
			return 'wolfe';
		}
		if (this.high) this.narrow(probe, decreases);
		else this.bracket(probe, decreases);
		if (this.count >= this.limit || this.exhausted()) return this.low.step > 0 ? 'decrease' : 'failed';
		return undefined;
	}

	/** Algorithm 3.5: lengthens the step until an interval is certain to contain an acceptable one. */
	private bracket(probe: Probe, decreases: boolean): void {
		if (!decreases || probe.loss >= this.low.loss) {
			this.high = probe;
			this.step = this.between();
		} else if (probe.slope >= 0) {
			this.high = this.low;
			this.low = probe;
			this.step = this.between();
		} else {
			const { step } = probe;
			const grown = step - this.previous.step;
			const wanted = cubicMinimum(this.previous, probe);
			this.previous = probe;
			this.low = probe;
			this.step = step + (wanted === undefined ? 4 * grown : Math.min(Math.max(wanted - step, 1.1 * grown), 9 * grown));
		}
	}

	/** Algorithm 3.6: narrows the interval between `low` and `high` around an acceptable step. */
	private narrow(probe: Probe, decreases: boolean): void {
		if (!decreases || probe.loss >= this.low.loss) {
			this.high = probe;
		} else {
			if (probe.slope * ((this.high as Probe).step - this.low.step) >= 0) this.high = this.low;
			this.low = probe;
		}
		const high = this.high as Probe;
		const width = Math.abs(high.step - this.low.step);
		// Interpolation can converge to one end too slowly: an interval that hardly shrinks is halved (Moré and Thuente).
		const creeps = width > 0.66 * this.widths[0];
		this.widths = [this.widths[1], width];
		this.step = creeps ? (this.low.step + high.step) / 2 : this.between();
	}

	/** Chooses a step inside the interval: the cubic's minimum, away from the ends; the middle after a NaN loss. */
	private between(): number {
		const [low, high] = [this.low, this.high as Probe];
		const middle = (low.step + high.step) / 2;
		if (!Number.isFinite(high.loss) || !Number.isFinite(high.slope)) return middle;
		const wanted = cubicMinimum(low, high);
		if (wanted === undefined) return middle;
		const margin = 0.1 * Math.abs(high.step - low.step);
		const [left, right] = [Math.min(low.step, high.step) + margin, Math.max(low.step, high.step) - margin];
		return Math.min(Math.max(wanted, left), right);
	}

	private exhausted(): boolean {
		const { low, high } = this;
		return high !== undefined && Math.abs(high.step - low.step) <= 1e-9 * Math.max(low.step, high.step);
	}
}

/** Finds the minimum of the cubic through two probes and their slopes (equation 3.59); undefined if it has none. */
export function cubicMinimum(a: Probe, b: Probe): number | undefined {
	const d1 = a.slope + b.slope - (3 * (a.loss - b.loss)) / (a.step - b.step);
	const square = d1 * d1 - a.slope * b.slope;
	if (!(square >= 0)) return undefined;
	const d2 = Math.sign(b.step - a.step) * Math.sqrt(square);
	const minimum = b.step - (b.step - a.step) * ((b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2));
	return Number.isFinite(minimum) ? minimum : undefined;
}
