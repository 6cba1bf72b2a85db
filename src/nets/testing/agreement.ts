import { engine, memory } from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { startBackend } from './backends';

/** Runs jobs twice: the first time leaves weights on the device, the second must leave nothing. */
export async function expectNothingLeft(run: () => Promise<void>): Promise<void> {
	await run();
	const before = memory().numTensors;
	engine().startScope();
	await run();
	engine().endScope();
	expect(memory().numTensors).toBe(before);
}

/** Compares a network with PyTorch on a backend: the errors must be small, and no tensor may be left. @returns the errors */
export async function errorsOn(
	backend: Parameters<typeof startBackend>[0],
	compare: () => Promise<Record<string, number>>,
): Promise<Record<string, number>> {
	await startBackend(backend);
	const before = memory().numTensors;
	engine().startScope();
	const errors = await compare();
	engine().endScope();
	for (const [what, error] of Object.entries(errors)) expect(error, what).toBeLessThan(1e-3);
	expect(memory().numTensors).toBe(before);
	return errors;
}
