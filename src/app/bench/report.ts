/** The figures as a Markdown report that can be pasted anywhere. */
import type { BackendReport } from '../../engine/protocol';
import { appVersion } from '../../library/recipe';
import type { Figure } from './run';

/** A duration with three digits: 23.4 ms, 1.25 s. */
export const duration = (seconds: number): string =>
	seconds < 1 ? `${Number((1000 * seconds).toPrecision(3))} ms` : `${Number(seconds.toPrecision(3))} s`;

export interface Machine {
	readonly backend: BackendReport;
	readonly browser: string;
	readonly cores: number;
	/** GiB, as far as the browser tells: it names powers of two up to 8. */
	readonly memory?: number | undefined;
}

/** What computed, in one line. */
export function backendLine({ name, threads, simd, adapter }: BackendReport): string {
	const parts = [
		{ webgpu: 'WebGPU', wasm: 'WASM', cpu: 'JavaScript' }[name],
		adapter,
		threads !== undefined && `${threads} threads`,
		simd !== undefined && (simd ? 'SIMD' : 'no SIMD'),
	];
	return parts.filter(Boolean).join(', ');
}

export function reportOf(figures: readonly Figure[], { backend, browser, cores, memory }: Machine, when: Date): string {
	const cells = figures.map(({ what, median, fastest, slowest, rounds }) =>
		['', what, duration(median), duration(fastest), duration(slowest), rounds, ''].join(' | ').trim(),
	);
	return [
		`# Atelier ${appVersion}, ${when.toISOString().slice(0, 10)}`,
		'',
		`- Computed with: ${backendLine(backend)}`,
		`- Browser: ${browser}`,
		`- Machine: ${cores} logical cores${memory === undefined ? '' : `, ${memory} GiB of memory or more`}`,
		'',
		'| What | Median | Fastest | Slowest | Rounds |',
		'|---|---:|---:|---:|---:|',
		...cells,
		'',
	].join('\n');
}
