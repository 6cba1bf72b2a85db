/** Arithmetic on vectors of equal length. */

export function dot(a: Float32Array, b: Float32Array): number {
	let sum = 0;
	for (let at = 0; at < a.length; at++) sum += (a[at] as number) * (b[at] as number);
	return sum;
}

/** Weighted sum of vectors. @param terms at least one; vectors of equal length */
export function combine(terms: readonly (readonly [vector: Float32Array, weight: number])[]): Float32Array {
	const sum = new Float32Array(terms[0]?.[0].length ?? 0);
	for (const [vector, weight] of terms) {
		for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] as number) + (vector[at] as number) * weight;
	}
	return sum;
}

/** Product of a matrix and a vector. @param matrix [rows, vector.length], flat */
export function product(matrix: Float32Array, vector: Float32Array): Float32Array {
	const width = vector.length;
	return Float32Array.from({ length: matrix.length / width }, (_, row) =>
		dot(matrix.subarray(row * width, (row + 1) * width), vector),
	);
}

/** Mean of vectors. @param vectors at least one, of equal length */
export function meanOf(vectors: readonly Float32Array[]): Float32Array {
	return combine(vectors.map((vector) => [vector, 1 / vectors.length]));
}
