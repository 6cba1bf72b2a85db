import { readFileSync } from 'node:fs';
import type { Browser } from '@playwright/test';

/** @returns the largest value of a field of /proc/ID/status over the browser's page processes, in bytes */
async function largest(browser: Browser, field: string): Promise<number | undefined> {
	if (process.platform !== 'linux') return undefined;
	const session = await browser.newBrowserCDPSession();
	const { processInfo } = await session.send('SystemInfo.getProcessInfo');
	await session.detach();
	const values = processInfo
		.filter(({ type }) => type === 'renderer')
		.map(({ id }) => new RegExp(`${field}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1]);
	return Math.max(...values.map((kilobytes) => Number(kilobytes) * 1024));
}

/**
 * The most memory that any of the browser's page processes has had at once, in bytes.
 * @returns undefined where the system does not tell: only Linux does
 */
export const peakMemory = (browser: Browser): Promise<number | undefined> => largest(browser, 'VmHWM');

/** The memory that the largest page process has now. */
export const presentMemory = (browser: Browser): Promise<number | undefined> => largest(browser, 'VmRSS');
