/** Projects vectors onto their principal plane, the initial layout: it keeps clusters that are far apart far apart. */
import { matMul, mean, sub, type Tensor2D, tensor2d, tidy, transpose } from '@tensorflow/tfjs-core';
import { normalNoise } from '../../../../nets/prng';

/** Iterations beyond these would rotate the plane by less than the layout moves the points. */
const iterations = 15;

/**
 * Projects onto the first two principal components, found by subspace iteration.
 *
 * @param vectors [vectors, width]; not disposed
 * @returns x and y of each vector, with a mean of 0
 */
export async function onPrincipalPlane(vectors: Tensor2D, seed: number): Promise<Float32Array> {
	const width = vectors.shape[1];
	const { centred, covariance } = tidy(() => {
		const moved = sub<Tensor2D>(vectors, mean(vectors, 0));
		return { centred: moved, covariance: matMul(transpose(moved) as Tensor2D, moved) };
	});
	let plane = orthonormal(normalNoise(2 * width, seed));
	for (let n = 0; n < iterations; n++) {
		const product = tidy(() => matMul(tensor2d(plane, [2, width]), covariance));
		plane = orthonormal((await product.data()) as Float32Array);
		product.dispose();
	}
	const projected = tidy(() => matMul(centred, tensor2d(plane, [2, width]), false, true));
	const values = (await projected.data()) as Float32Array;
	for (const tensor of [centred, covariance, projected]) tensor.dispose();
	return values;
}

/** Orthonormalises two rows (Gram-Schmidt); a row of zeros stays zero. */
function orthonormal(rows: Float32Array): Float32Array {
	const width = rows.length / 2;
	const first = unit(rows.subarray(0, width));
	const second = rows.subarray(width);
	const along = second.reduce((sum, v, at) => sum + v * (first[at] as number), 0);
	return Float32Array.of(...first, ...unit(second.map((v, at) => v - along * (first[at] as number))));
}

function unit(row: Float32Array): Float32Array {
	const length = Math.max(Math.hypot(...row), 1e-20);
	return row.map((v) => v / length);
}
