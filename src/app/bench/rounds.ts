export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length / 2;
	return sorted.length % 2 === 1
		? (sorted[Math.floor(middle)] as number)
		: ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/** Times each task in each round, in ms, after one round to warm up. Tasks take turns: a busy moment affects all. */
export async function alternate(rounds: number, tasks: readonly (() => Promise<void>)[]): Promise<number[][]> {
	const times: number[][] = tasks.map(() => []);
	for (let round = -1; round < rounds; round++) {
		for (const [at, task] of tasks.entries()) {
			const began = performance.now();
			await task();
			if (round >= 0) times[at]?.push(performance.now() - began);
		}
	}
	return times;
}
