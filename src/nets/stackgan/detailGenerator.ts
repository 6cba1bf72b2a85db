/** Stage II: enlarges a sketch to four times its size and adds the details that the condition asks for. */
import { add, image, leakyRelu, reshape, type Tensor2D, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import { convolve, type ForwardConvolution } from '../convolution';
import { applyLinear, type Linear, readLinear, type Weights } from '../weights';
import { Pass, readConvolution, splitCondition } from './layers';
import { type Painting, paint, readPainting } from './painting';
import { convolvePlain, type PlainConvolution, readPlainConvolution } from './plainConvolution';
import type { StackGanShape } from './shape';

/** The two convolutions of a residual or upsampling block. */
interface Pair {
	readonly first: ForwardConvolution;
	readonly second: ForwardConvolution;
}

const HALVING = { side: 4, stride: 2, pad: 1 } as const;
const ENLARGED = 4;

export class DetailGenerator {
	private readonly slope: number;
	private readonly look: PlainConvolution;
	private readonly down: readonly [PlainConvolution, PlainConvolution];
	private readonly conditionLength: number;
	private readonly condition: Linear;
	private readonly joined: ForwardConvolution;
	private readonly blocks: readonly Pair[];
	private readonly rise: readonly Pair[];
	/** Skip connections from the downsampling to the upsampling path. */
	private readonly across: readonly [PlainConvolution, PlainConvolution];
	private readonly output: ForwardConvolution;
	/** After the condition has joined, and after the first upsampling. */
	private readonly paintings: readonly Painting[];

	/**
	 * Puts the weights on the device.
	 *
	 * @throws RangeError when a weight is missing or has another shape
	 */
	constructor({ condition, slope, parts, detail: { look, blocks, channels } }: StackGanShape, weights: Weights) {
		const [first, second, third] = look;
		const plain = (name: string, inputs: number, outputs: number, kind: Parameters<typeof readPlainConvolution>[4]) =>
			readPlainConvolution(weights, `stage2.${name}`, inputs, outputs, kind);
		const pair = (name: string, inputs: number, outputs: number): Pair => ({
			first: readConvolution(weights, `stage2.${name}.first`, inputs, outputs),
			second: readConvolution(weights, `stage2.${name}.second`, outputs, outputs),
		});
		this.slope = slope;
		this.conditionLength = condition;
		this.paintings = [third, channels[0]].map((width, at) => readPainting(weights, `stage2.paint.${at}`, width, parts));
		this.look = plain('look', 3, first, { side: 3, pad: 1 });
		this.down = [plain('down.0', first, second, HALVING), plain('down.1', second, third, HALVING)];
		this.condition = readLinear(weights, 'stage2.condition', condition, third);
		this.joined = readConvolution(weights, 'stage2.joined', third, third);
		this.blocks = Array.from({ length: blocks }, (_, at) => pair(`blocks.${at}`, third, third));
		this.rise = channels.map((outputs, at) => pair(`rise.${at}`, channels[at - 1] ?? third, outputs));
		this.across = [
			plain('across.0', second, channels[0], { side: 1 }),
			plain('across.1', first, channels[1], { side: 1 }),
		];
		this.output = readConvolution(weights, 'stage2.output', channels[3], 3);
	}

	/**
	 * Runs the generator and yields each block's output, [pictures, side, side, channels], valid until the next step.
	 *
	 * @param sketch [pictures, side, side, 3] in -1..1; the caller disposes of it
	 * @param condition [pictures, conditionSize]
	 * @returns pictures, [pictures, size, size, 3], roughly -1..1; the caller disposes of them
	 */
	*draw(sketch: Tensor4D, condition: Tensor2D): Generator<Tensor4D, Tensor4D> {
		const pass = new Pass();
		const [own, table] = splitCondition(condition, this.conditionLength);
		const [low, high] = this.paintings;
		try {
			const wide = pass.block(() => convolvePlain(sketch, this.look, this.slope));
			yield wide;
			const middle = pass.block(() => convolvePlain(wide, this.down[0], this.slope));
			yield middle;
			let x = pass.block(() => painted(this.join(middle, own), table, low));
			yield x;
			for (const block of this.blocks) {
				x = pass.block(() => this.residual(x, block), x);
				yield x;
			}
			const skips = [middle, wide];
			for (const [at, block] of this.rise.entries()) {
				const skip = skips[at];
				const across = this.across[at];
				x = pass.block(
					() => {
						const larger = this.upsample(x, block);
						const joined = skip && across ? add(larger, convolvePlain(skip, across)) : larger;
						return painted(joined as Tensor4D, table, at === 0 ? high : undefined);
					},
					...(skip ? [x, skip] : [x]),
				);
				yield x;
			}
			return pass.release(pass.block(() => this.addDetails(sketch, x), x));
		} finally {
			pass.end();
			own.dispose();
			table.dispose();
		}
	}

	/** Adds the condition to the features: one vector per picture, the same at every position. */
	private join(middle: Tensor4D, condition: Tensor2D): Tensor4D {
		return tidy(() => {
			const projected = applyLinear(condition, this.condition);
			const low = add(convolvePlain(middle, this.down[1]), reshape(projected, [projected.shape[0], 1, 1, -1]));
			return convolve(leakyRelu(low as Tensor4D, this.slope), this.joined, { slope: this.slope });
		});
	}

	private residual(x: Tensor4D, { first, second }: Pair): Tensor4D {
		return tidy(() => {
			const y = convolve(leakyRelu(x, this.slope), first, { slope: this.slope });
			return add(x, convolve(y, second, { slope: 1 }));
		});
	}

	private upsample(x: Tensor4D, { first, second }: Pair): Tensor4D {
		return tidy(() => {
			const y = convolve(x, first, { slope: this.slope });
			return convolve(y, second, { slope: this.slope, enlarged: true });
		});
	}

	private addDetails(sketch: Tensor4D, x: Tensor4D): Tensor4D {
		return tidy(() => {
			const [, height, width] = sketch.shape;
			const enlarged = image.resizeBilinear(sketch, [ENLARGED * height, ENLARGED * width], false, true);
			return add(enlarged, convolve(x, this.output, { slope: 1 }));
		});
	}
}

const painted = (x: Tensor4D, table: Tensor2D, painting: Painting | undefined): Tensor4D =>
	painting ? paint(x, table, painting) : x;
