/**
 * The history of L-BFGS. The vectors stay on the device, stacked in one tensor; this class holds only their dot
 * products, from which it computes the two-loop recursion without touching a vector (the vector-free form: Chen, Wang
 * and Zhou, "Large-scale L-BFGS using MapReduce", NIPS 2014).
 */

/** Dot products of the direction d, the gradient's change y and the new gradient g. */
export interface NewProducts {
	/** s_i . y and s_i . g for every step s_i in the history, oldest first. */
	readonly sy: readonly number[];
	readonly sg: readonly number[];
	/** y_i . y and y_i . g for every change y_i in the history, oldest first. */
	readonly yy: readonly number[];
	readonly yg: readonly number[];
	/** The remaining ones are between the new vectors: d . y, d . g, y . y, y . g and g . g. */
	readonly dy: number;
	readonly dg: number;
	readonly ownYY: number;
	readonly ownYG: number;
	readonly gg: number;
}

/** The coefficients of a linear combination of the vectors s_i, y_i and g. */
export interface Coefficients {
	readonly s: readonly number[];
	readonly y: readonly number[];
	readonly g: number;
}

export class History {
	/** s_i . y_j */
	private sy: number[][] = [];
	/** y_i . y_j */
	private yy: number[][] = [];
	private sg: number[] = [];
	private yg: number[] = [];

	constructor(readonly capacity: number) {}

	get length(): number {
		return this.sg.length;
	}

	clear(): void {
		this.sy = [];
		this.yy = [];
		this.sg = [];
		this.yg = [];
	}

	/** Records a step that was taken but not remembered: only the gradient has changed. */
	move(products: NewProducts): void {
		this.sg = [...products.sg];
		this.yg = [...products.yg];
	}

	/**
	 * Remembers the pair s = step * d, y, unless its curvature s . y is too small: such pairs would corrupt every later
	 * direction.
	 *
	 * @param direction the coefficients of d
	 * @returns whether it was remembered
	 */
	remember(products: NewProducts, step: number, direction: Coefficients): boolean {
		const curvature = step * products.dy;
		// A change of the slope below the rounding error of its two terms does not count as curvature.
		const isCurved = curvature > 1e-7 * step * (Math.abs(products.dg) + Math.abs(products.dg - products.dy));
		const yd = this.changesTimes(direction);
		this.move(products);
		if (!isCurved) return false;
		let [newYd, newSy, newYy] = [yd, [...products.sy], [...products.yy]];
		if (this.dropsOldest) {
			this.sy = this.sy.slice(1).map((row) => row.slice(1));
			this.yy = this.yy.slice(1).map((row) => row.slice(1));
			this.sg = this.sg.slice(1);
			this.yg = this.yg.slice(1);
			[newYd, newSy, newYy] = [newYd.slice(1), newSy.slice(1), newYy.slice(1)];
		}
		for (const [i, row] of this.sy.entries()) row.push(newSy[i] as number);
		this.sy.push([...newYd.map((v) => step * v), curvature]);
		for (const [i, row] of this.yy.entries()) row.push(newYy[i] as number);
		this.yy.push([...newYy, products.ownYY]);
		this.sg.push(step * products.dg);
		this.yg.push(products.ownYG);
		return true;
	}

	private get dropsOldest(): boolean {
		return this.length >= this.capacity;
	}

	/** Computes the quasi-Newton direction -H g (algorithm 7.4 in Nocedal and Wright). */
	direction(): Coefficients {
		const { length } = this;
		const at = (matrix: readonly number[][], i: number, j: number) => matrix[i]?.[j] as number;
		const s = new Array<number>(length).fill(0);
		const y = new Array<number>(length).fill(0);
		const alpha = new Array<number>(length).fill(0);
		let g = -1;
		for (let i = length - 1; i >= 0; i--) {
			let product = g * (this.sg[i] as number);
			for (let j = 0; j < length; j++) product += (y[j] as number) * at(this.sy, i, j);
			alpha[i] = product / at(this.sy, i, i);
			y[i] = (y[i] as number) - (alpha[i] as number);
		}
		if (length > 0) {
			const last = length - 1;
			const scale = at(this.sy, last, last) / at(this.yy, last, last);
			g *= scale;
			for (let j = 0; j < length; j++) y[j] = (y[j] as number) * scale;
		}
		for (let i = 0; i < length; i++) {
			let product = g * (this.yg[i] as number);
			for (let j = 0; j < length; j++)
				product += (y[j] as number) * at(this.yy, j, i) + (s[j] as number) * at(this.sy, j, i);
			s[i] = (s[i] as number) + (alpha[i] as number) - product / at(this.sy, i, i);
		}
		return { s, y, g };
	}

	/** Computes gradient . direction. @param gg the gradient's squared norm */
	slope({ s, y, g }: Coefficients, gg: number): number {
		let slope = g * gg;
		for (let i = 0; i < this.length; i++)
			slope += (s[i] as number) * (this.sg[i] as number) + (y[i] as number) * (this.yg[i] as number);
		return slope;
	}

	/** Computes y_i . d for every change y_i in the history, from dot products only. */
	private changesTimes({ s, y, g }: Coefficients): number[] {
		return this.yg.map((product, i) => {
			let sum = g * product;
			for (let j = 0; j < this.length; j++) {
				sum += (s[j] as number) * (this.sy[j]?.[i] as number) + (y[j] as number) * (this.yy[j]?.[i] as number);
			}
			return sum;
		});
	}
}
