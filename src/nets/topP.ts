/** A word by chance from the likeliest few, as in nucleus sampling (Holtzman et al. 2020). */

export interface TopPOptions {
	/** Above 0: drawn from softmax(logits / temperature). */
	readonly temperature: number;
	/** Only the likeliest words whose probabilities add up to this are drawn from, 0 to 1; at least one. */
	readonly topP: number;
}

/**
 * @param logits of all words; -Infinity for what must not be drawn
 * @param chance in [0, 1)
 * @returns the word's id
 */
export function drawTopP(logits: ArrayLike<number>, { temperature, topP }: TopPOptions, chance: number): number {
	const largest = largestOf(logits);
	const weights = new Float64Array(logits.length);
	let total = 0;
	for (let word = 0; word < weights.length; word++) {
		const weight = Math.exp(((logits[word] as number) - largest) / temperature);
		weights[word] = weight;
		total += weight;
	}
	// All that are less likely than this have together less than 1 - topP: they need no sorting.
	const least = ((1 - topP) * total) / weights.length;
	const candidates: number[] = [];
	for (let word = 0; word < weights.length; word++) if ((weights[word] as number) > least) candidates.push(word);
	candidates.sort((a, b) => (weights[b] as number) - (weights[a] as number));
	let nucleus = 0;
	let count = 0;
	while (count < candidates.length && (count === 0 || nucleus < topP * total)) {
		nucleus += weights[candidates[count++] as number] as number;
	}
	let left = chance * nucleus;
	for (const word of candidates.slice(0, count)) {
		left -= weights[word] as number;
		if (left < 0) return word;
	}
	// Rounding may leave a crumb behind the last one.
	return candidates[0] as number;
}

/** Natural logarithm of each word's probability, softmax(logits). */
export function logSoftmax(logits: ArrayLike<number>): Float64Array {
	const largest = largestOf(logits);
	let total = 0;
	for (let word = 0; word < logits.length; word++) total += Math.exp((logits[word] as number) - largest);
	const shift = largest + Math.log(total);
	const told = new Float64Array(logits.length);
	for (let word = 0; word < told.length; word++) told[word] = (logits[word] as number) - shift;
	return told;
}

/** Places of the largest `count` values that are above -Infinity, largest first. */
export function largestFew(values: ArrayLike<number>, count: number): number[] {
	const best: number[] = [];
	for (let at = 0; at < values.length; at++) {
		const value = values[at] as number;
		const last = best.length < count ? Number.NEGATIVE_INFINITY : (values[best[count - 1] as number] as number);
		if (!(value > last)) continue;
		if (best.length === count) best.pop();
		let place = best.length;
		while (place > 0 && (values[best[place - 1] as number] as number) < value) place--;
		best.splice(place, 0, at);
	}
	return best;
}

function largestOf(values: ArrayLike<number>): number {
	let largest = Number.NEGATIVE_INFINITY;
	for (let at = 0; at < values.length; at++) largest = Math.max(largest, values[at] as number);
	return largest;
}
