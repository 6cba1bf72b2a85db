/**
 * Long tasks of the pages' main threads over the whole run: `ATELIER_LONG_TASKS=1 npm run e2e`. Each test of a page is
 * traced, so that a task counts for what it computed, and not for how long other programs had the processor.
 */
import type { Browser, TestInfo } from '@playwright/test';
import { longTask, type Part, startTrace } from '../../bench/trace';

export interface LongTask {
	/** Milliseconds that it computed. */
	readonly computed: number;
	readonly parts: readonly Part[];
	/** Whether it is the page's. Of what a test does in the page, such as axe's checks, no more is known than what called it. */
	readonly own: boolean;
}

/** Name of the attachment that the reporter looks for. */
export const attachment = 'long tasks';

export const isWanted = (): boolean => Boolean(process.env.ATELIER_LONG_TASKS);

const callers = ['TimerFire', 'FireAnimationFrame', 'FireIdleCallback', 'EventDispatch'];

/** @returns what ends the measurement and attaches the long tasks to the test's result */
export async function watchLongTasks(browser: Browser, testInfo: TestInfo): Promise<() => Promise<void>> {
	const stop = await startTrace(browser);
	return async () => {
		const { tasks } = await stop();
		const long = tasks
			.filter(({ computed }) => computed > longTask)
			.map(
				({ computed, parts }): LongTask => ({
					computed: Math.round(computed),
					parts,
					own: parts.some(({ kind }) => !callers.includes(kind)),
				}),
			);
		await testInfo.attach(attachment, { body: JSON.stringify(long), contentType: 'application/json' });
	};
}
