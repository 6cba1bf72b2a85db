import { soak } from './support/soak';
import { expect, test } from './support/test';

const jobs = 30;

/** `npm run soak` runs many more. */
test('of 30 mixed jobs, a third of them cancelled, none is lost, hangs or leaks', async ({ page }) => {
	await page.goto('/?automation&backend=wasm#paint');
	await page.waitForFunction(() => window.atelier !== undefined);
	const { done, cancelled, failed, memory } = await soak(page, { jobs, atOnce: 4, seed: 1 });
	expect(failed).toEqual([]);
	expect(done + cancelled).toBe(jobs);
	expect(cancelled).toBeGreaterThan(0);
	expect(memory.leakedTensors).toBe(0);
	// Only networks that are kept for the next job.
	expect([memory.tensors, memory.bytes]).toEqual([memory.residentTensors, memory.residentBytes]);
});
