import { readFileSync } from 'node:fs';
import type { Browser } from '@playwright/test';

/**
 * The most memory that any of the browser's page processes has had at once, in bytes.
 * @returns undefined where the system does not tell: only Linux does
 */
export async function peakMemory(browser: Browser): Promise<number | undefined> {
	if (process.platform !== 'linux') return undefined;
	const session = await browser.newBrowserCDPSession();
	const { processInfo } = await session.send('SystemInfo.getProcessInfo');
	await session.detach();
	const peaks = processInfo
		.filter(({ type }) => type === 'renderer')
		.map(({ id }) => /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1]);
	return Math.max(...peaks.map((kilobytes) => Number(kilobytes) * 1024));
}
