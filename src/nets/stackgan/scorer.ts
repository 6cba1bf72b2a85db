/** Reads the colours of a bird's parts from a sketch: finds each part by attention over the picture, and names cells by their colours. */
import * as tf from '@tensorflow/tfjs-core';
import { convolve, type ForwardConvolution } from '../convolution';
import type { Weights } from '../weights';
import { readConvolution } from './layers';
import { convolvePlain, type PlainConvolution, readPlainConvolution } from './plainConvolution';

/** Its sizes, from its config.json. */
export interface ScorerShape {
	/** Side of a picture, px. Cells are half as many. */
	readonly size: number;
	/** Channels at half the picture's side; they double with each halving. */
	readonly width: number;
	/** Channels of the layers that name cells. */
	readonly namer: number;
	/** Negative slope of leaky ReLU. */
	readonly slope: number;
	readonly slots: readonly string[];
	readonly colours: readonly string[];
}

/** Layers at one size: the first halves the picture. */
interface Level {
	readonly down: PlainConvolution;
	readonly layers: readonly ForwardConvolution[];
}

export class Scorer {
	private readonly slope: number;
	private readonly fine: Level;
	private readonly middle: Level;
	private readonly coarse: Level;
	/** From the coarse to the middle size, and on to the fine. */
	private readonly up: readonly [PlainConvolution, PlainConvolution];
	private readonly joined: readonly [ForwardConvolution, ForwardConvolution];
	/** To one map for each slot. */
	private readonly where: PlainConvolution;
	/** From a cell's colour, and the picture's mean and spread, to the logits of the colours. */
	private readonly namer: readonly [PlainConvolution, PlainConvolution, PlainConvolution];

	/**
	 * Puts the weights on the device.
	 *
	 * @throws RangeError when a weight is missing or has another shape
	 */
	constructor({ width, namer, slope, slots, colours }: ScorerShape, weights: Weights) {
		this.slope = slope;
		const level = (name: string, inputs: number, outputs: number, layers: number): Level => ({
			down: readPlainConvolution(weights, `${name}.0`, inputs, outputs, { side: 3, stride: 2, pad: 1 }),
			layers: Array.from({ length: layers }, (_, at) =>
				readConvolution(weights, `${name}.${at + 1}`, outputs, outputs),
			),
		});
		const single = (name: string, inputs: number, outputs: number) =>
			readPlainConvolution(weights, name, inputs, outputs, { side: 1 });
		this.fine = level('fine', 3, width, 1);
		this.middle = level('middle', width, 2 * width, 1);
		this.coarse = level('coarse', 2 * width, 4 * width, 2);
		this.up = [single('wide', 4 * width, 2 * width), single('narrow', 2 * width, width)];
		this.joined = [
			readConvolution(weights, 'joined.0', 2 * width, 2 * width),
			readConvolution(weights, 'joined.1', 2 * width, width),
		];
		this.where = single('where', width, slots.length);
		this.namer = [
			single('colour.layers.0', 9, namer),
			single('colour.layers.2', namer, namer),
			single('colour.layers.4', namer, colours.length),
		];
	}

	/**
	 * Computes the logits of each slot's colours, and over how much of the picture each slot is spread: the standard deviation
	 * of its place, relative to the picture's side. A bird with two heads has a head that is spread widely.
	 *
	 * @param pictures [pictures, size, size, 3] in -1..1
	 * @returns logits [pictures, slots, colours], spread [pictures, slots]
	 */
	read(pictures: tf.Tensor4D): { logits: tf.Tensor3D; spread: tf.Tensor2D } {
		return tf.tidy(() => {
			const places = this.place(pictures);
			const attention = tf.softmax(tf.transpose(flat(places), [0, 2, 1])) as tf.Tensor3D;
			const logits: tf.Tensor3D = tf.matMul(attention, flat(this.name(pictures)));
			return { logits, spread: spreadOf(attention, places.shape[1]) };
		});
	}

	/** Logits of where each slot is, [pictures, cells, cells, slots]. */
	private place(pictures: tf.Tensor4D): tf.Tensor4D {
		const { slope } = this;
		const descend = (x: tf.Tensor4D, { down, layers }: Level) =>
			layers.reduce((y, layer) => convolve(y, layer, { slope }), convolvePlain(x, down, slope));
		const fine = descend(pictures, this.fine);
		const middle = descend(fine, this.middle);
		const coarse = descend(middle, this.coarse);
		const larger = tf.add(middle, doubled(convolvePlain(coarse, this.up[0]))) as tf.Tensor4D;
		const joined = tf.concat([fine, doubled(convolvePlain(larger, this.up[1]))], 3);
		const x = this.joined.reduce((y, layer) => convolve(y, layer, { slope }), joined as tf.Tensor4D);
		return convolvePlain(x, this.where);
	}

	/** Logits of the cells' colours, [pictures, cells, cells, colours]. */
	private name(pictures: tf.Tensor4D): tf.Tensor4D {
		const cells = tf.avgPool(pictures, 2, 2, 'valid');
		const [, height, width] = cells.shape;
		const mean = tf.mean(cells, [1, 2], true);
		const variance = tf.div(tf.sum(tf.squaredDifference(cells, mean), [1, 2], true), height * width - 1);
		const [none, light] = [tf.zerosLike(cells), [mean, tf.sqrt(variance)]];
		const described = tf.concat([cells, ...light.map((one) => tf.add(none, one))], 3) as tf.Tensor4D;
		const [first, second, last] = this.namer;
		return convolvePlain(convolvePlain(convolvePlain(described, first, this.slope), second, this.slope), last);
	}
}

const flat = (maps: tf.Tensor4D): tf.Tensor3D => tf.reshape(maps, [maps.shape[0], -1, maps.shape[3]]);

/** Standard deviation of the place under each map. @param attention [pictures, slots, cells * cells] */
function spreadOf(attention: tf.Tensor3D, cells: number): tf.Tensor2D {
	const at = (cell: number) => (cell + 0.5) / cells;
	const positions = Array.from({ length: cells * cells }, (_, cell) => {
		const [x, y] = [at(cell % cells), at(Math.floor(cell / cells))];
		return [x, y, x * x + y * y];
	});
	const [pictures, slots] = attention.shape;
	const flatMaps = tf.reshape(attention, [pictures * slots, cells * cells]);
	const moments = tf.matMul(flatMaps, tf.tensor2d(positions));
	const [mean, squares] = tf.split(moments, [2, 1], 1) as [tf.Tensor2D, tf.Tensor2D];
	const variance = tf.sub(squares, tf.sum(tf.square(mean), 1, true));
	return tf.reshape(tf.sqrt(tf.relu(variance)), [pictures, slots]);
}

function doubled(x: tf.Tensor4D): tf.Tensor4D {
	const [, height, width] = x.shape;
	return tf.image.resizeBilinear(x, [2 * height, 2 * width], false, true);
}
