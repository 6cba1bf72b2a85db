/**
 * 3x3 'same' convolution as an implicit matrix product: a workgroup computes a patch of pixels for a group of output
 * channels. For four input channels at a time, the patch with its border and the filters' nine taps lie in shared
 * memory, where each value is used by many threads.
 *
 * What comes before and after is computed in passing: nearest-neighbour enlargement or the gradient of average pooling,
 * the gradient of ReLU, bias, (leaky) ReLU.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { ConvolutionAttributes } from '../attributes';
import { declare, dispatch, type Program } from './run';

/** How a workgroup divides its work: vectors of four output channels, and pixels. `width` is a multiple of 4. */
interface Shape {
	readonly vectors: number;
	readonly width: number;
	readonly height: number;
}

const wide: Shape = { vectors: 16, width: 8, height: 8 };
const narrow: Shape = { vectors: 8, width: 8, height: 16 };
/** Twice as many workgroups, for small pictures. */
const small: Shape = { vectors: 8, width: 8, height: 8 };
/** For pictures, of three channels. */
const single: Shape = { vectors: 1, width: 32, height: 16 };
/** Fewer workgroups than this leave a large device idle. */
const ENOUGH_WORKGROUPS = 128;

function shapeFor(vectors: number, height: number, width: number): Shape {
	if (vectors === 1) return single;
	if (vectors <= narrow.vectors) return narrow;
	const workgroups =
		Math.ceil(height / wide.height) * Math.ceil(width / wide.width) * Math.ceil(vectors / wide.vectors);
	return workgroups < ENOUGH_WORKGROUPS ? small : wide;
}

/**
 * Packs a filter [3, 3, inputs, outputs] as the kernel reads it: [inputs / 4][3 * 3][4][outputs / 4][4], padded with
 * zeros to whole vectors.
 */
export function packFilter(values: Float32Array, inputs: number, outputs: number): Float32Array {
	const [chunks, columns] = [Math.ceil(inputs / 4), Math.ceil(outputs / 4) * 4];
	const packed = new Float32Array(chunks * 36 * columns);
	for (let tap = 0; tap < 9; tap++) {
		for (let i = 0; i < inputs; i++) {
			const from = (tap * inputs + i) * outputs;
			packed.set(values.subarray(from, from + outputs), (((i >> 2) * 9 + tap) * 4 + (i & 3)) * columns);
		}
	}
	return packed;
}

export function convolution(
	own: WebGPUBackend,
	infos: Readonly<Record<string, TensorInfo>>,
	{ outputs, slope, halved, size, scale }: ConvolutionAttributes,
): TensorInfo {
	const { x, filter, bias, gate } = infos as { x: TensorInfo; filter: TensorInfo; bias: TensorInfo; gate?: TensorInfo };
	const [pictures, inHeight, inWidth, inputs] = x.shape as [number, number, number, number];
	const [height, width] = size;
	const vectors = Math.ceil(outputs / 4);
	const shape = shapeFor(vectors, height, width);
	const out = own.makeTensorInfo([pictures, height, width, outputs], 'float32');
	const groups = Math.ceil(vectors / shape.vectors);
	dispatch(own, {
		program: program(shape, inputs % 4 === 0, outputs % 4 === 0, gate !== undefined),
		buffers: [x, filter, bias, out, ...(gate ? [gate] : [])],
		integers: [height, width, inHeight, inWidth, inputs, outputs, halved ? 1 : 0, groups],
		floats: [scale, slope],
		workgroups: [Math.ceil(width / shape.width), Math.ceil(height / shape.height), groups * pictures],
	});
	return out;
}

function program(shape: Shape, wholeInputs: boolean, wholeOutputs: boolean, gated: boolean): Program {
	const { vectors, width, height } = shape;
	const name = `convolution ${vectors} x ${width} x ${height}${wholeInputs ? '' : ' i'}${wholeOutputs ? '' : ' o'}${gated ? ' gated' : ''}`;
	return { name, code: () => code(shape, wholeInputs, wholeOutputs, gated) };
}

const four = [0, 1, 2, 3];

function code({ vectors, width, height }: Shape, wholeInputs: boolean, wholeOutputs: boolean, gated: boolean): string {
	const threads = (vectors * width * height) / 4;
	const [across, down] = [width + 2, height + 2];
	const vector = 'vec4<f32>';
	/** Four channels of a pixel; those beyond the last are 0. */
	const gather = (buffer: string) =>
		wholeInputs
			? `${buffer}[pixel * (sizes.inputs / 4) + chunk]`
			: `${vector}(${four.map((c) => `select(0.0, ${buffer}[pixel * sizes.inputs + chunk * 4 + ${c}], chunk * 4 + ${c} < sizes.inputs)`).join(', ')})`;
	const products = four
		.map((p) => `sum${p} += r${p}.x * w0 + r${p}.y * w1 + r${p}.z * w2 + r${p}.w * w3;`)
		.join('\n\t\t\t');
	return `
${declare('height, width, inHeight, inWidth, inputs, outputs, halved, groups', 'scale, slope', [
	{ name: 'x', type: wholeInputs ? 'vec4<f32>' : 'f32' },
	{ name: 'filters', type: 'vec4<f32>' },
	{ name: 'bias' },
	{ name: 'result', type: wholeOutputs ? 'vec4<f32>' : 'f32', written: true },
	...(gated ? [{ name: 'gate', type: wholeInputs ? 'vec4<f32>' : 'f32' } as const] : []),
])}
var<workgroup> patch_: array<${vector}, ${across * down}>;
var<workgroup> taps: array<${vector}, ${36 * vectors}>;

fn input(picture: i32, row: i32, column: i32, chunk: i32) -> ${vector} {
	let y = row >> u32(sizes.halved);
	let x_ = column >> u32(sizes.halved);
	// Pooling dropped an odd last row or column.
	if (row < 0 || column < 0 || row >= sizes.height || column >= sizes.width || y >= sizes.inHeight || x_ >= sizes.inWidth) {
		return ${vector}();
	}
	var pixel = (picture * sizes.inHeight + y) * sizes.inWidth + x_;
	var value = ${gather('x')} * sizes.scale;
	${gated ? `pixel = (picture * sizes.height + row) * sizes.width + column;\n\tvalue = select(${vector}(), value, ${gather('gate')} > ${vector}());` : ''}
	return value;
}

fn put(picture: i32, row: i32, column: i32, at: i32, sum: ${vector}) {
	if (column >= sizes.width) { return; }
	let pixel = (picture * sizes.height + row) * sizes.width + column;
	var value = sum;
	for (var c = 0; c < 4; c++) { if (at * 4 + c < sizes.outputs) { value[c] += bias[at * 4 + c]; } }
	value = max(value, ${vector}()) + min(value, ${vector}()) * sizes.slope;
	${
		wholeOutputs
			? 'result[pixel * (sizes.outputs / 4) + at] = value;'
			: 'for (var c = 0; c < 4; c++) { if (at * 4 + c < sizes.outputs) { result[pixel * sizes.outputs + at * 4 + c] = value[c]; } }'
	}
}

@compute @workgroup_size(${threads})
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) thread_: u32) {
	let thread = i32(thread_);
	let picture = i32(group.z) / sizes.groups;
	let first = (i32(group.z) % sizes.groups) * ${vectors};
	let top = i32(group.y) * ${height};
	let left = i32(group.x) * ${width};
	let own = thread % ${vectors};
	let x0 = (thread / ${vectors}) % ${width / 4} * 4;
	let y0 = thread / ${(vectors * width) / 4};
	let columns = (sizes.outputs + 3) / 4;
	let chunks = (sizes.inputs + 3) / 4;
	${four.map((p) => `var sum${p} = ${vector}();`).join(' ')}
	for (var chunk = 0; chunk < chunks; chunk++) {
		for (var at = thread; at < ${across * down}; at += ${threads}) {
			patch_[at] = input(picture, top + at / ${across} - 1, left + at % ${across} - 1, chunk);
		}
		for (var at = thread; at < ${36 * vectors}; at += ${threads}) {
			let column = first + at % ${vectors};
			taps[at] = select(${vector}(), filters[(chunk * 36 + at / ${vectors}) * columns + min(column, columns - 1)], column < columns);
		}
		workgroupBarrier();
		// A loop rather than nine copies: devices unroll it themselves, and software compiles it in a third of the time.
		for (var tap = 0; tap < 9; tap++) {
			let row = (y0 + tap / 3) * ${across} + x0 + tap % 3;
			let weights = tap * ${4 * vectors} + own;
			${four.map((p) => `let r${p} = patch_[row + ${p}];`).join(' ')}
			${four.map((c) => `let w${c} = taps[weights + ${c * vectors}];`).join(' ')}
			${products}
		}
		workgroupBarrier();
	}
	let at = first + own;
	if (at >= columns || top + y0 >= sizes.height) { return; }
	${four.map((p) => `put(picture, top + y0, left + x0 + ${p}, at, sum${p});`).join('\n\t')}
}
`;
}
