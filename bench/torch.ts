/** Times PyTorch for comparison, if it is installed. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../scripts/build';
import { interpreters } from '../scripts/interpreters';

export interface TorchTimes {
	readonly version: string;
	readonly threads: number;
	/** Times in milliseconds by size in px. */
	readonly sizes: Readonly<Record<string, { layout: string; forward: number; evaluation: number }>>;
}

/** @returns undefined when no interpreter has PyTorch @throws Error when one has it but fails */
export function timeTorch(sizes: readonly number[]): TorchTimes | undefined {
	const python = interpreters().find((path) => spawnSync(path, ['-c', 'import torch, safetensors']).status === 0);
	if (!python) return undefined;
	const script = join(root, 'bench/torch_paint.py');
	const { status, stdout, stderr } = spawnSync(
		python,
		[script, join(root, 'public/models/perception'), ...sizes.map(String)],
		{ encoding: 'utf8' },
	);
	if (status !== 0) throw new Error(`PyTorch could not be timed: ${stderr}`);
	return JSON.parse(stdout) as TorchTimes;
}
