/** The flags that every command has: what computes, and where. */
import type { Flags, FlagTable } from './flags';
import type { StudioOptions } from './studio';

export const studioFlags = {
	backend: { kind: 'choice', choices: ['webgpu', 'wasm'], help: 'What computes; without it the page chooses.' },
	softwareGpu: { kind: 'switch', default: false, help: 'Runs WebGPU on the processor, for machines without a GPU.' },
} as const satisfies FlagTable;

/** Lines of progress go to standard error. */
export const studioOptions = ({ backend, softwareGpu = false }: Flags<typeof studioFlags>): StudioOptions => ({
	...(backend && { backend }),
	softwareGpu,
	onProgress: (line) => console.error(line),
});
