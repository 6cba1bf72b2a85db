/**
 * Waits for work that cannot be aborted, such as the browser's decoders, no longer than a limit.
 * @param late makes the error that it rejects with after `milliseconds`; the work's own outcome is then ignored
 */
export function withinTime<T>(work: Promise<T>, milliseconds: number, late: () => Error): Promise<T> {
	return new Promise((resolve, reject) => {
		const timer = setTimeout(() => reject(late()), milliseconds);
		work.then(resolve, reject).finally(() => clearTimeout(timer));
	});
}
