/** Nucleus (top p) sampling (Holtzman et al. 2020), and other functions of logits on the CPU. */

export interface TopPOptions {
	/** Words are drawn from softmax(logits / temperature); above 0. */
	readonly temperature: number;
	/** Only the likeliest words whose probabilities add up to this are candidates, 0 to 1; at least one word. */
	readonly topP: number;
}

/**
 * Draws a word by nucleus sampling.
 *
 * @param logits of all words; -Infinity for words that must not be drawn
 * @param uniform random, in [0, 1)
 * @returns the word's id
 */
export function drawTopP(logits: ArrayLike<number>, { temperature, topP }: TopPOptions, uniform: number): number {
	const largest = largestOf(logits);
	const weights = new Float64Array(logits.length);
	let total = 0;
	for (let word = 0; word < weights.length; word++) {
		const weight = Math.exp(((logits[word] as number) - largest) / temperature);
		weights[word] = weight;
		total += weight;
	}
	// Words less likely than this add up to less than 1 - topP: they need not be sorted.
	const least = ((1 - topP) * total) / weights.length;
	const candidates: number[] = [];
	for (let word = 0; word < weights.length; word++) if ((weights[word] as number) > least) candidates.push(word);
	candidates.sort((a, b) => (weights[b] as number) - (weights[a] as number));
	let nucleus = 0;
	let count = 0;
	while (count < candidates.length && (count === 0 || nucleus < topP * total)) {
		nucleus += weights[candidates[count++] as number] as number;
	}
	let left = uniform * nucleus;
	for (const word of candidates.slice(0, count)) {
		left -= weights[word] as number;
		if (left < 0) return word;
	}
	// Rounding can leave a tiny remainder after the last word.
	return candidates[0] as number;
}

/** Natural logarithm of each word's probability, softmax(logits). */
export function logSoftmax(logits: ArrayLike<number>): Float64Array {
	const largest = largestOf(logits);
	let total = 0;
	for (let word = 0; word < logits.length; word++) total += Math.exp((logits[word] as number) - largest);
	const shift = largest + Math.log(total);
	const logProbabilities = new Float64Array(logits.length);
	for (let word = 0; word < logits.length; word++) logProbabilities[word] = (logits[word] as number) - shift;
	return logProbabilities;
}

/** Indices of the `count` largest values above -Infinity, largest first. */
export function largestFew(values: ArrayLike<number>, count: number): number[] {
	const best: number[] = [];
	for (let index = 0; index < values.length; index++) {
		const value = values[index] as number;
		const last = best.length < count ? Number.NEGATIVE_INFINITY : (values[best[count - 1] as number] as number);
		if (!(value > last)) continue;
		if (best.length === count) best.pop();
		let rank = best.length;
		while (rank > 0 && (values[best[rank - 1] as number] as number) < value) rank--;
		best.splice(rank, 0, index);
	}
	return best;
}

function largestOf(values: ArrayLike<number>): number {
	let largest = Number.NEGATIVE_INFINITY;
	for (let i = 0; i < values.length; i++) largest = Math.max(largest, values[i] as number);
	return largest;
}
