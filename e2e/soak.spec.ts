import { soak } from './support/soak';
import { expect, test } from './support/test';

const jobs = 30;

/** `npm run soak` runs many more. */
test('of 30 mixed jobs, a third of them cancelled, none is lost, hangs or leaks', async ({ page }) => {
	await page.goto('/?automation&backend=wasm#paint');
	await page.waitForFunction(() => window.atelier !== undefined);
	const report = await soak(page, { jobs, seed: 1, round: 15, atOnce: 4, patience: 120_000 });
	const { done, cancelled, failed, hung, lost, restarts } = report;
	expect({ failed, hung, lost, restarts }).toEqual({ failed: [], hung: [], lost: 0, restarts: [] });
	expect(done + cancelled).toBe(jobs);
	expect(cancelled).toBeGreaterThan(0);
	expect(report.memory).toHaveLength(3);
	for (const { leakedTensors, tensors, bytes, residentTensors, residentBytes } of report.memory) {
		expect(leakedTensors).toBe(0);
		// Only networks that are kept for the next job.
		expect([tensors, bytes]).toEqual([residentTensors, residentBytes]);
	}
});
