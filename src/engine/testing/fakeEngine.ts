import { abortError } from '../../models/errors';
import type { RunOptions } from '../protocol';

/** A job that the code under test has requested. */
export interface Asked<Request, Result = unknown> {
	readonly name: string;
	readonly request: Request;
	readonly options: RunOptions<unknown>;
	/** Sends a progress event. */
	report(event: unknown): void;
	resolve(result: Result): void;
	reject(error: unknown): void;
}

/**
 * An engine whose jobs are answered by the test. An aborted job rejects in the next microtask, as the real one does.
 * @param resultOnFinish what a job resolves with when it is asked to finish early; without it, that is left to the test
 */
export function fakeEngine<Request, Result = unknown>(resultOnFinish?: Result) {
	const asked: Asked<Request, Result>[] = [];
	const run = (name: string, request: Request, options: RunOptions<unknown> = {}) =>
		new Promise<Result>((resolve, reject) => {
			const report = (event: unknown) => options.onProgress?.(event);
			asked.push({ name, request, options, report, resolve, reject });
			options.signal?.addEventListener('abort', () => queueMicrotask(() => reject(abortError())));
			if (resultOnFinish !== undefined) options.finish?.addEventListener('abort', () => resolve(resultOnFinish));
		});
	/** The latest job. */
	const last = (): Asked<Request, Result> => {
		const one = asked.at(-1);
		if (one === undefined) throw new Error('no job was requested');
		return one;
	};
	/** Waits until this many jobs were requested. @returns the latest one */
	const askedFor = async (count: number): Promise<Asked<Request, Result>> => {
		for (let turn = 0; turn < 50 && asked.length < count; turn++) await Promise.resolve();
		if (asked.length !== count) throw new Error(`${asked.length} jobs were requested, not ${count}`);
		return last();
	};
	return { engine: { run: run as never }, asked, last, askedFor };
}
