/**
 * A tall matrix times a square one, and what is added to it on the way back through a layer: the content's gradient and
 * the gradient from above. Each thread computes 8 rows of four columns: 128 products for twelve reads of shared memory.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { declare, dispatch } from './run';

const THREADS = 128;
/** Rows of a thread. */
const ROWS = 8;
/** Channels in shared memory at a time: few, because a device clears that memory before each workgroup. */
const DEPTH = 8;

export interface ProductInfos {
	/** [1, height, width, channels], or [rows, channels] with `square` alone */
	readonly features: TensorInfo;
	/** [channels, channels] */
	readonly square?: TensorInfo;
	/** [height * width, 1]: factors of the features, which the Gram matrix took */
	readonly mask?: TensorInfo;
	/** Of the features' shape */
	readonly content?: TensorInfo;
	/** Of the features' shape, or of their pooling's */
	readonly above?: TensorInfo;
}

/** Computes style * mask^2 * features * square + contentWeight * (features - content) + above. */
export function product(
	own: WebGPUBackend,
	{ features, square, mask, content, above }: ProductInfos,
	{ style, contentWeight, isPooled }: { style: number; contentWeight: number; isPooled: boolean },
): TensorInfo {
	const channels = features.shape.at(-1) as number;
	const rows = features.shape.slice(0, -1).reduce((size, length) => size * length, 1);
	const width = features.shape.length === 4 ? (features.shape[2] as number) : rows;
	const out = own.makeTensorInfo(features.shape, 'float32');
	const parts = {
		square: square !== undefined,
		mask: mask !== undefined,
		content: content !== undefined,
		above: above !== undefined,
		isPooled,
	};
	// A workgroup's block: 64 x 64, or 128 x 32 where there are no more channels.
	const vectors = channels <= 32 ? 8 : 16;
	const [aboveHeight, aboveWidth] = above && isPooled ? (above.shape.slice(1, 3) as [number, number]) : [0, 0];
	dispatch(own, {
		program: { name: `product ${vectors} ${JSON.stringify(parts)}`, code: () => code(vectors, parts) },
		buffers: [features, out, ...[square, mask, content, above].filter((info) => info !== undefined)],
		integers: [rows, channels, width, aboveHeight, aboveWidth],
		floats: [style, contentWeight],
		workgroups: gridOf(Math.ceil(rows / ((THREADS / vectors) * ROWS)), Math.ceil(channels / (4 * vectors))),
	});
	return out;
}

/** A dimension of the grid has at most 65535 workgroups. */
function gridOf(down: number, across: number): [number, number, number] {
	const lines = Math.min(down, 32768);
	return [lines, Math.ceil(down / lines), across];
}

interface Parts {
	readonly square: boolean;
	readonly mask: boolean;
	readonly content: boolean;
	readonly above: boolean;
	readonly isPooled: boolean;
}

const rowsOfThread = Array.from({ length: ROWS }, (_, p) => p);

function code(vectors: number, { square, mask, content, above, isPooled }: Parts): string {
	const vector = 'vec4<f32>';
	const rows = (THREADS / vectors) * ROWS;
	const [left, right] = [(rows * DEPTH) / 4, DEPTH * vectors];
	const factors = [0, 1, 2, 3].map((k) => `let b${k} = right[(k * 4 + ${k}) * ${vectors} + over];`).join(' ');
	const sums = rowsOfThread
		.map(
			(p) =>
				`let a${p} = left[(down * ${ROWS} + ${p}) * ${DEPTH / 4} + k]; s${p} += a${p}.x * b0 + a${p}.y * b1 + a${p}.z * b2 + a${p}.w * b3;`,
		)
		.join('\n\t\t\t');
	return `
${declare('rows, channels, width, aboveHeight, aboveWidth', 'style, content', [
	{ name: 'features', type: vector },
	{ name: 'result', type: vector, written: true },
	...(square ? [{ name: 'square', type: vector } as const] : []),
	...(mask ? [{ name: 'mask' }] : []),
	...(content ? [{ name: 'wanted', type: vector } as const] : []),
	...(above ? [{ name: 'above', type: vector } as const] : []),
])}
${square ? `var<workgroup> left: array<${vector}, ${left}>;\nvar<workgroup> right: array<${vector}, ${right}>;` : ''}

fn put(row: i32, column: i32, sum: ${vector}) {
	if (row >= sizes.rows || column * 4 >= sizes.channels) { return; }
	let stride = sizes.channels / 4;
	let at = row * stride + column;
	var value = sum * sizes.style${mask ? ' * mask[row] * mask[row]' : ''};
	${content ? 'value += (features[at] - wanted[at]) * sizes.content;' : ''}
	${above && !isPooled ? 'value += above[at];' : ''}
	${
		above && isPooled
			? `let y = row / sizes.width / 2;
	let x = row % sizes.width / 2;
	// Pooling dropped an odd last row or column.
	if (y < sizes.aboveHeight && x < sizes.aboveWidth) { value += 0.25 * above[(y * sizes.aboveWidth + x) * stride + column]; }`
			: ''
	}
	result[at] = value;
}

@compute @workgroup_size(${THREADS})
fn main(
	@builtin(workgroup_id) group: vec3<u32>,
	@builtin(num_workgroups) groups: vec3<u32>,
	@builtin(local_invocation_index) thread_: u32,
) {
	let thread = i32(thread_);
	let top = i32(group.y * groups.x + group.x) * ${rows};
	let first = i32(group.z) * ${vectors};
	let down = thread / ${vectors};
	let over = thread % ${vectors};
	${rowsOfThread.map((p) => `var s${p} = ${vector}();`).join(' ')}
	${
		square
			? `let stride = sizes.channels / 4;
	for (var depth = 0; depth < sizes.channels; depth += ${DEPTH}) {
		for (var at = thread; at < ${left}; at += ${THREADS}) {
			let row = top + at / ${DEPTH / 4};
			let column = depth / 4 + at % ${DEPTH / 4};
			left[at] = ${vector}();
			if (row < sizes.rows && column < stride) { left[at] = features[row * stride + column]; }
		}
		for (var at = thread; at < ${right}; at += ${THREADS}) {
			let row = depth + at / ${vectors};
			let column = first + at % ${vectors};
			right[at] = ${vector}();
			if (row < sizes.channels && column < stride) { right[at] = square[row * stride + column]; }
		}
		workgroupBarrier();
		for (var k = 0; k < ${DEPTH / 4}; k++) {
			${factors}
			${sums}
		}
		workgroupBarrier();
	}`
			: ''
	}
	${rowsOfThread.map((p) => `put(top + down * ${ROWS} + ${p}, first + over, s${p});`).join(' ')}
}
`;
}
