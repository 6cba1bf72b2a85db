/** Times PyTorch on the same graphics device, where Python has it. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { interpreters } from '../../scripts/interpreters';

export interface TorchOnGpu {
	readonly version: string;
	readonly device: string;
	/** Milliseconds and, of a painting, seconds; by size in px. */
	readonly sizes: Readonly<Record<string, { forward: number; evaluation: number; painting: number; made: number }>>;
}

/** @returns undefined when no interpreter has PyTorch with a graphics device, or it takes longer than `limit` ms */
export function timeTorchOnGpu(
	here: string,
	network: string,
	sizes: readonly number[],
	evaluations: number,
	limit: number,
): TorchOnGpu | undefined {
	const probe = 'import torch, safetensors; assert torch.cuda.is_available()';
	const python = interpreters().find((path) => spawnSync(path, ['-c', probe]).status === 0);
	if (python === undefined) return undefined;
	const script = [join(here, 'torch_paint.py'), join(here, '../torch_paint.py')].find(existsSync) as string;
	const given = [script, network, ...sizes.map(String), '--device', 'cuda', '--painting', String(evaluations)];
	const { status, stdout, stderr } = spawnSync(python, given, { encoding: 'utf8', timeout: limit });
	if (status === 0) return JSON.parse(stdout) as TorchOnGpu;
	console.error(`PyTorch could not be timed: ${stderr || 'it took too long'}`);
	return undefined;
}
