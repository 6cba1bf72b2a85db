/**
 * A tall matrix times a square one, in blocks of 64 x 64 per workgroup, and what is added to it on the way back through
 * a layer: the content's gradient and the gradient from above.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { declare, dispatch } from './run';

const BLOCK = 64;
/** Channels in shared memory at a time. */
const DEPTH = 16;

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
	const [aboveHeight, aboveWidth] = above && isPooled ? (above.shape.slice(1, 3) as [number, number]) : [0, 0];
	dispatch(own, {
		program: { name: `product ${JSON.stringify(parts)}`, code: () => code(parts) },
		buffers: [features, out, ...[square, mask, content, above].filter((info) => info !== undefined)],
		integers: [rows, channels, width, aboveHeight, aboveWidth],
		floats: [style, contentWeight],
		workgroups: gridOf(Math.ceil(rows / BLOCK), Math.ceil(channels / BLOCK)),
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

const four = [0, 1, 2, 3];

function code({ square, mask, content, above, isPooled }: Parts): string {
	const vector = 'vec4<f32>';
	const accumulate = ['x', 'y', 'z', 'w'].map((_, k) => `let b${k} = right[(k * 4 + ${k}) * 16 + over];`).join(' ');
	const sums = four
		.map(
			(p) =>
				`let a${p} = left[(down * 4 + ${p}) * ${DEPTH / 4} + k]; s${p} += a${p}.x * b0 + a${p}.y * b1 + a${p}.z * b2 + a${p}.w * b3;`,
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
${square ? `var<workgroup> left: array<${vector}, ${(BLOCK * DEPTH) / 4}>;\nvar<workgroup> right: array<${vector}, ${(BLOCK * DEPTH) / 4}>;` : ''}

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

@compute @workgroup_size(256)
fn main(
	@builtin(workgroup_id) group: vec3<u32>,
	@builtin(num_workgroups) groups: vec3<u32>,
	@builtin(local_invocation_index) thread_: u32,
) {
	let thread = i32(thread_);
	let top = i32(group.y * groups.x + group.x) * ${BLOCK};
	let first = i32(group.z) * 16;
	let down = thread / 16;
	let over = thread % 16;
	${four.map((p) => `var s${p} = ${vector}();`).join(' ')}
	${
		square
			? `let stride = sizes.channels / 4;
	for (var depth = 0; depth < sizes.channels; depth += ${DEPTH}) {
		let row = top + thread / 4;
		let k4 = depth / 4 + thread % 4;
		left[thread] = ${vector}();
		if (row < sizes.rows && k4 < stride) { left[thread] = features[row * stride + k4]; }
		right[thread] = ${vector}();
		if (depth + down < sizes.channels && first + over < stride) { right[thread] = square[(depth + down) * stride + first + over]; }
		workgroupBarrier();
		for (var k = 0; k < ${DEPTH / 4}; k++) {
			${accumulate}
			${sums}
		}
		workgroupBarrier();
	}`
			: ''
	}
	${four.map((p) => `put(top + down * 4 + ${p}, first + over, s${p});`).join(' ')}
}
`;
}
