/** Measures working time and estimates the time left. Pauses and other jobs' turns do not count. */

/** Number of evaluations whose mean predicts the next one's time, as in anishathalye/neural-style. */
const WINDOW = 10;

export class Clock {
	private worked: number;
	private since = performance.now();
	/** Seconds per unit of work of the last evaluations. */
	private paces: number[] = [];

	/** @param worked seconds already worked, when a run resumes */
	constructor(worked = 0) {
		this.worked = worked * 1000;
	}

	get seconds(): number {
		return (this.worked + performance.now() - this.since) / 1000;
	}

	/** Awaits something without counting the time. */
	async outside<T>(wait: () => Promise<T>): Promise<T> {
		this.worked += performance.now() - this.since;
		try {
			return await wait();
		} finally {
			this.since = performance.now();
		}
	}

	/** Records that an evaluation of `work` units took this many seconds. */
	note(seconds: number, work: number): void {
		this.paces = [...this.paces.slice(1 - WINDOW), seconds / work];
	}

	/** Estimated seconds for this many units of work. */
	left(work: number): number {
		const { paces } = this;
		return paces.length === 0 ? 0 : (work * paces.reduce((a, b) => a + b, 0)) / paces.length;
	}
}
