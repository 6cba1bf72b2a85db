import { readFileSync } from 'node:fs';
import {
	engine,
	matMul,
	memory,
	type Tensor2D,
	type Tensor4D,
	tensor1d,
	tensor2d,
	tensor4d,
} from '@tensorflow/tfjs-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { binaryFile, makeBinary } from '../../scripts/kernels';
import { normalNoise } from '../nets/prng';
import { networkBackends, slowest, startBackend } from '../nets/testing/backends';
import { startKernels } from '.';
import { convolveByKernel, gramByKernel, multiplyByKernel } from './calls';
import { fitsKernel, fitsProduct, kernelThreads } from './wasm';
import { transformFilter } from './wasm/winogradFilter';
import { packFilter } from './webgpu/convolution';

it('matches the binary compiled from its sources', async () => {
	expect(readFileSync(binaryFile, 'utf8') === (await makeBinary()), 'run npm run kernels').toBe(true);
}, 60_000);

/** Numbers of channels that are not whole vectors, and enough workgroups for the large blocks. */
const odd: [number, number, number, number][] = [
	[20, 20, 3, 5],
	[9, 9, 6, 6],
	[64, 64, 4, 68],
];

const backends = (await networkBackends()).filter((name) => name === 'kernels' || name === 'webgpu');

describe.each(backends)('kernels on %s', slowest, (backend) => {
	const filterOf = backend === 'webgpu' ? packFilter : transformFilter;
	beforeAll(() => startBackend(backend), slowest.timeout);
	beforeEach(() => {
		engine().startScope('test');
		return () => engine().endScope();
	});

	const shapes: [number, number, number, number][] = [
		[16, 16, 4, 8],
		[1, 1, 8, 8],
		[3, 50, 12, 16],
		[29, 31, 16, 24],
		[18, 13, 32, 3],
		[64, 64, 8, 16],
		...(backend === 'webgpu' ? odd : []),
	];
	it.each(shapes)('convolve %i x %i, %i to %i channels', async (height, width, inputs, outputs) => {
		const x = normalNoise(height * width * inputs, 1);
		const filter = normalNoise(9 * inputs * outputs, 2);
		const bias = new Float32Array(Math.max(8, outputs)).map((_, at) => at / 10 - 0.3);
		const got = (slope: number) =>
			convolveByKernel(
				asTensor(x, height, width, inputs),
				tensor1d(filterOf(filter, inputs, outputs)),
				tensor1d(bias),
				outputs,
				{ slope },
			).data();
		const wanted = convolve(x, height, width, inputs, filter, outputs, bias);
		for (const slope of [1, 0.2, 0]) {
			expectClose(
				await got(slope),
				wanted.map((v) => (v < 0 ? slope * v : v)),
			);
		}
	});

	it('convolve a batch like single pictures, also enlarged', async () => {
		const [pictures, height, width, inputs, outputs] = [3, 9, 7, 8, 16];
		const x = normalNoise(pictures * height * width * inputs, 8);
		const filter = normalNoise(9 * inputs * outputs, 9);
		const none = new Float32Array(outputs);
		const kernel = tensor1d(filterOf(filter, inputs, outputs));
		const each = x.length / pictures;
		for (const enlarged of [false, true]) {
			const [h, w] = enlarged ? [2 * height, 2 * width] : [height, width];
			const all = tensor4d(x, [pictures, height, width, inputs]);
			const got = await convolveByKernel(all, kernel, tensor1d(none), outputs, { enlarged }).data();
			for (let picture = 0; picture < pictures; picture++) {
				const one = x.subarray(picture * each, (picture + 1) * each);
				const shown = Float32Array.from({ length: h * w * inputs }, (_, at) => {
					const [row, column] = [Math.floor(at / inputs / w), Math.floor(at / inputs) % w];
					const from = enlarged ? (row >> 1) * width + (column >> 1) : row * width + column;
					return one[from * inputs + (at % inputs)] as number;
				});
				const wanted = convolve(shown, h, w, inputs, filter, outputs, none);
				expectClose(got.slice(picture * wanted.length, (picture + 1) * wanted.length), wanted);
			}
			expect(got).toHaveLength(pictures * h * w * outputs);
		}
	});

	it.each([
		[16, 12],
		[17, 13],
	])('take the gradients of ReLU and average pooling in passing, %i x %i', async (height, width) => {
		const [inputs, outputs] = [8, 16];
		const [h, w] = [Math.floor(height / 2), Math.floor(width / 2)];
		const small = normalNoise(h * w * inputs, 3);
		const gate = normalNoise(height * width * inputs, 4);
		const filter = normalNoise(9 * inputs * outputs, 5);
		const none = new Float32Array(outputs);
		const enlarged = Float32Array.from({ length: gate.length }, (_, at) => {
			const [y, x] = [Math.floor(at / inputs / width), Math.floor(at / inputs) % width];
			if (y >= 2 * h || x >= 2 * w || (gate[at] as number) <= 0) return 0;
			return (small[((y >> 1) * w + (x >> 1)) * inputs + (at % inputs)] as number) / 4;
		});
		const got = convolveByKernel(
			asTensor(small, h, w, inputs),
			tensor1d(filterOf(filter, inputs, outputs)),
			tensor1d(none),
			outputs,
			{
				gate: asTensor(gate, height, width, inputs),
				pooled: [height, width],
			},
		);
		expectClose(await got.data(), convolve(enlarged, height, width, inputs, filter, outputs, none));
	});

	it.each([
		[6, 8],
		[1000, 8],
		[97, 32],
		[1024, 40],
	])('multiply %i rows of %i channels', async (rows, channels) => {
		const left = tensor2d(normalNoise(rows * channels, 6), [rows, channels]);
		const right = tensor2d(normalNoise(channels * channels, 7), [channels, channels]);
		expectClose(await multiplyByKernel(left, right).data(), (await matMul(left, right).data()) as Float32Array);
		expectClose(await gramByKernel(left).data(), (await matMul<Tensor2D>(left, left, true).data()) as Float32Array);
	});

	it('allocate one tensor each', () => {
		const left = tensor2d(normalNoise(80, 6), [10, 8]);
		const before = memory().numTensors;
		gramByKernel(left);
		expect(memory().numTensors).toBe(before + 1);
	});
});

describe('kernels on WASM', () => {
	beforeAll(() => startBackend('kernels'));

	it('reject unsupported sizes', () => {
		expect(fitsKernel({ inputs: 3, outputs: 32 })).toBe(false);
		expect(fitsKernel({ inputs: 32, outputs: 12 })).toBe(false);
		expect(fitsKernel({ inputs: 512, outputs: 512 })).toBe(false);
		expect(fitsKernel({ inputs: 256, outputs: 256 })).toBe(true);
		expect(fitsProduct([5, 8])).toBe(false);
		expect(fitsProduct([50, 12])).toBe(false);
	});

	it('start once, on one thread where memory is not shared', async () => {
		await startKernels(4);
		expect(kernelThreads()).toBe(1);
	});
});

describe('without kernels', () => {
	it('there are none', async () => {
		await startBackend('cpu');
		await startKernels(2);
		expect(kernelThreads()).toBe(0);
		expect(fitsProduct([50, 8])).toBe(false);
	});
});

const asTensor = (values: Float32Array, height: number, width: number, channels: number): Tensor4D =>
	tensor4d(values, [1, height, width, channels]);

/** A reference convolution in double precision. */
function convolve(
	x: Float32Array,
	height: number,
	width: number,
	inputs: number,
	filter: Float32Array,
	outputs: number,
	bias: Float32Array,
): Float32Array {
	const out = new Float32Array(height * width * outputs);
	for (const at of out.keys()) {
		const [o, column, row] = [at % outputs, Math.floor(at / outputs) % width, Math.floor(at / outputs / width)];
		let sum = bias[o] as number;
		for (let tap = 0; tap < 9; tap++) {
			const [y, xx] = [row + Math.floor(tap / 3) - 1, column + (tap % 3) - 1];
			if (y < 0 || y >= height || xx < 0 || xx >= width) continue;
			for (let i = 0; i < inputs; i++) {
				sum += (x[(y * width + xx) * inputs + i] as number) * (filter[(tap * inputs + i) * outputs + o] as number);
			}
		}
		out[at] = sum;
	}
	return out;
}

function expectClose(got: ArrayLike<number>, wanted: Float32Array): void {
	expect(got.length).toBe(wanted.length);
	const largest = wanted.reduce((m, v) => Math.max(m, Math.abs(v)), 0);
	const off = wanted.reduce((m, v, at) => Math.max(m, Math.abs(v - (got[at] as number))), 0);
	expect(off / largest).toBeLessThan(2e-5);
}
