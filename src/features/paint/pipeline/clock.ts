/** Working time and time left. Pauses and other jobs' turns do not count. */

/** As anishathalye/neural-style: the mean of the last ten tells what the next will cost. */
const WINDOW = 10;

export class Clock {
	private worked: number;
	private since = performance.now();
	/** Seconds per unit of work, of the last evaluations. */
	private paces: number[] = [];

	/** @param worked seconds of an interrupted run that goes on */
	constructor(worked = 0) {
		this.worked = worked * 1000;
	}

	get seconds(): number {
		return (this.worked + performance.now() - this.since) / 1000;
	}

	/** Waits for something whose time is not ours. */
	async outside<T>(wait: () => Promise<T>): Promise<T> {
		this.worked += performance.now() - this.since;
		try {
			return await wait();
		} finally {
			this.since = performance.now();
		}
	}

	/** An evaluation of `work` units took this many seconds. */
	note(seconds: number, work: number): void {
		this.paces = [...this.paces.slice(1 - WINDOW), seconds / work];
	}

	/** Seconds that so many units of work will take. */
	left(work: number): number {
		const { paces } = this;
		return paces.length === 0 ? 0 : (work * paces.reduce((a, b) => a + b, 0)) / paces.length;
	}
}
