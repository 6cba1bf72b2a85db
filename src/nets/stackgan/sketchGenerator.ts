/** Stage I: draws a sketch from condition and noise, which modulate every layer. */
import { add, concat, reshape, type Tensor2D, type Tensor4D, tanh, tidy } from '@tensorflow/tfjs-core';
import { convolve, enlarge, type ForwardConvolution } from '../convolution';
import { applyLinear, type Linear, makeLinear, matrixOf, readLinear, type Weights, weightOf } from '../weights';
import { modulate, Pass, readConvolution, splitCondition } from './layers';
import { type Painting, paint, readPainting } from './painting';
import { convolvePlain, type PlainConvolution, readPlainConvolution } from './plainConvolution';
import type { StackGanShape } from './shape';

/** A residual block that doubles the size; only its last convolution runs at the larger size. */
interface Growing {
	readonly before: Linear;
	readonly first: ForwardConvolution;
	readonly after: Linear;
	readonly second: ForwardConvolution;
	readonly skip: PlainConvolution;
	readonly painting: Painting | undefined;
}

/** Side of the first block, px. */
const SMALLEST = 4;

export class SketchGenerator {
	private readonly condition: number;
	private readonly start: Linear;
	private readonly grow: readonly Growing[];
	private readonly last: Linear;
	private readonly output: ForwardConvolution;

	/**
	 * Puts the weights on the device.
	 *
	 * @throws RangeError when a weight is missing or has another shape
	 */
	constructor({ condition, noise, parts, sketch: { channels } }: StackGanShape, weights: Weights) {
		this.condition = condition;
		const latent = condition + noise;
		const [first, last] = [channels[0] as number, channels.at(-1) as number];
		this.start = readStart(weights, latent, first);
		this.grow = channels.slice(1).map((outputs, at): Growing => {
			const inputs = channels[at] as number;
			const name = `stage1.grow.${at}`;
			return {
				before: readLinear(weights, `${name}.before`, latent, 2 * inputs),
				first: readConvolution(weights, `${name}.first`, inputs, outputs),
				after: readLinear(weights, `${name}.after`, latent, 2 * outputs),
				second: readConvolution(weights, `${name}.second`, outputs, outputs),
				skip: readPlainConvolution(weights, `${name}.skip`, inputs, outputs, { side: 1 }),
				// The largest block only refines what the others painted.
				painting: at < channels.length - 2 ? readPainting(weights, `stage1.paint.${at}`, outputs, parts) : undefined,
			};
		});
		this.last = readLinear(weights, 'stage1.last', latent, 2 * last);
		this.output = readConvolution(weights, 'stage1.output', last, 3);
	}

	/**
	 * Runs the generator and yields each block's output, [pictures, side, side, channels], valid until the next step.
	 *
	 * @param condition [pictures, conditionSize]
	 * @param noise [pictures, noise]
	 * @returns sketches, [pictures, size, size, 3] in -1..1; the caller disposes of them
	 */
	*draw(condition: Tensor2D, noise: Tensor2D): Generator<Tensor4D, Tensor4D> {
		const [own, table] = splitCondition(condition, this.condition);
		const latent = concat([own, noise], 1);
		const pass = new Pass();
		try {
			let x = pass.block(() => reshape(applyLinear(latent, this.start), [-1, SMALLEST, SMALLEST, this.width]));
			yield x;
			for (const block of this.grow) {
				x = pass.block(() => grow(x, latent, table, block), x);
				yield x;
			}
			const modulated = () => modulate(x, latent, this.last);
			return pass.release(pass.block(() => tanh(convolve(modulated(), this.output, { slope: 1 })), x));
		} finally {
			pass.end();
			for (const tensor of [own, table, latent]) tensor.dispose();
		}
	}

	private get width(): number {
		return this.start.bias.size / SMALLEST ** 2;
	}
}

function grow(
	x: Tensor4D,
	latent: Tensor2D,
	table: Tensor2D,
	{ before, first, after, second, skip, painting }: Growing,
): Tensor4D {
	return tidy(() => {
		const y = modulate(convolve(modulate(x, latent, before), first, { slope: 1 }), latent, after);
		const grown = add(convolve(y, second, { slope: 1, enlarged: true }), enlarge(convolvePlain(x, skip))) as Tensor4D;
		return painting ? paint(grown, table, painting) : grown;
	});
}

/** Reads the first layer, reordering its rows from PyTorch's channel-first order to channel-last. */
function readStart(weights: Weights, latent: number, channels: number): Linear {
	const positions = SMALLEST ** 2;
	const matrix = matrixOf(weights, 'stage1.start.weight', [positions * channels, latent]);
	const bias = weightOf(weights, 'stage1.start.bias', [positions * channels]);
	const [rows, shifts] = [new Float32Array(matrix.length), new Float32Array(bias.length)];
	for (let channel = 0; channel < channels; channel++) {
		for (let position = 0; position < positions; position++) {
			const [from, to] = [channel * positions + position, position * channels + channel];
			rows.set(matrix.subarray(from * latent, (from + 1) * latent), to * latent);
			shifts[to] = bias[from] as number;
		}
	}
	return makeLinear(rows, shifts);
}
