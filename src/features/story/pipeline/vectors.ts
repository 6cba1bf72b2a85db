/** Arithmetic on the vectors of sentences. */

export function dot(a: Float32Array, b: Float32Array): number {
	let sum = 0;
	for (let at = 0; at < a.length; at++) sum += (a[at] as number) * (b[at] as number);
	return sum;
}

/** The sum of vectors times their weights. @param terms at least one, vectors of one length */
export function combine(terms: readonly (readonly [vector: Float32Array, weight: number])[]): Float32Array {
	const sum = new Float32Array(terms[0]?.[0].length ?? 0);
	for (const [vector, weight] of terms) {
		for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] as number) + (vector[at] as number) * weight;
	}
	return sum;
}

/** @param vectors at least one */
export function meanOf(vectors: readonly Float32Array[]): Float32Array {
	return combine(vectors.map((vector) => [vector, 1 / vectors.length]));
}
