/** Compares networks on WebGPU with PyTorch, in a browser: Vitest compares WASM and the CPU. */
import type { Page } from '@playwright/test';
import type { RequestOf, ResultOf } from '../../src/engine/protocol';
import type { EngineJobs } from '../engine/jobs';
import { expect } from './enginePage';

type Comparison =
	| 'compareCaptioner'
	| 'comparePerception'
	| 'compareRecognition'
	| 'compareScorer'
	| 'compareStackGan'
	| 'compareStory';

/** Runs a comparison, which must use WebGPU and leak nothing. */
export async function compareOnWebGpu<K extends Comparison>(
	engineAt: (query: string) => Promise<Page>,
	job: K,
	fixture: RequestOf<EngineJobs[K]>,
): Promise<ResultOf<EngineJobs[K]>> {
	const page = await engineAt('?backend=webgpu');
	const { name, result, memory } = await page.evaluate(
		async ([job, fixture]) => {
			const { engine } = window.tools;
			const { name } = await engine.start();
			const result: unknown = await engine.run(job as 'compareStory', fixture as never);
			return { name, result, memory: await engine.memory() };
		},
		[job, fixture as unknown] as const,
	);
	expect(name).toBe('webgpu');
	expect(memory).toMatchObject({ tensors: 0, leakedTensors: 0 });
	return result as ResultOf<EngineJobs[K]>;
}

export function expectSmall(errors: Readonly<Record<string, number>>): void {
	for (const [what, error] of Object.entries(errors)) expect(error, what).toBeLessThan(1e-2);
}
