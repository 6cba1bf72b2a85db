/** Inspects one bird under the hood: the effect of each word, and the output of each generator block. */
import type { StoreApi } from 'zustand/vanilla';
import { createJobRunner } from '../../engine/jobs/runner';
import type { RunFlags, RunnerState } from '../../engine/jobs/types';
import type { Engine } from '../../engine/protocol';
import { isSameBird } from './birds';
import type { ImagineState, Inspection } from './state';
import type { Bird, ImagineJobs } from './types';

export interface Inspecting {
	/**
	 * Measures the effect of each word by drawing sketches without it.
	 * @param seeds of the noises to average over, the bird's own first
	 */
	measureWordEffects(bird: Bird, truncation: number, seeds: readonly number[]): Promise<void>;
	/** Reads the most active channels after each block of both generators. */
	inspectBlocks(bird: Bird, truncation: number): Promise<void>;
	/** Aborts the inspections that are running and keeps the results so far. */
	stopInspecting(): void;
	/** Clears the failure of the last inspection. */
	dismissInspectionFailure(): void;
}

/** Whether an inspection is of this bird with this truncation. */
export const isAbout = (inspection: Inspection | undefined, bird: Bird, truncation: number): inspection is Inspection =>
	isSameBird(inspection?.bird, bird) && inspection?.truncation === truncation;

export function createInspecting(
	{ getState: get, setState: set }: StoreApi<ImagineState>,
	engine: Pick<Engine<ImagineJobs>, 'run'>,
): Inspecting {
	const publish = ({ failure }: RunnerState<RunFlags>) => set({ inspectionFailure: failure });
	const runners = { effects: createJobRunner({ publish }), blocks: createJobRunner({ publish }) };

	const about = (bird: Bird, truncation: number): Inspection => {
		const { inspection } = get();
		return isAbout(inspection, bird, truncation) ? inspection : { bird, truncation };
	};

	/** Runs one inspection; a newer one of the same kind aborts it. */
	async function inspect(
		name: 'effects' | 'blocks',
		bird: Bird,
		truncation: number,
		work: (signal: AbortSignal, report: (found: Partial<Inspection>) => void) => Promise<void>,
	): Promise<void> {
		const inspection = about(bird, truncation);
		if (inspection[name] !== undefined) return; // found, or being computed
		await runners[name].run(() => {
			const report = (found: Partial<Inspection>) => set({ inspection: { ...about(bird, truncation), ...found } });
			report({ [name]: name === 'effects' ? { found: [] } : {} });
			return {
				progress: {},
				async work({ signal }) {
					try {
						await work(signal, (found) => {
							if (!signal.aborted) report(found);
						});
					} catch (error) {
						if (isAbout(get().inspection, bird, truncation)) report({ [name]: undefined });
						throw error;
					}
				},
			};
		});
	}

	return {
		measureWordEffects: (bird, truncation, seeds) =>
			inspect('effects', bird, truncation, async (signal, report) => {
				const { text } = bird;
				const { effects, whole, seconds } = await engine.run(
					'wordEffects',
					{ text, seeds, truncation },
					{
						signal,
						onProgress: (event) => {
							if (event.type !== 'effect') return;
							const found = [...(get().inspection?.effects?.found ?? []), event.effect];
							report({ effects: { found } });
						},
					},
				);
				report({ effects: { found: effects, whole, seconds } });
			}),
		inspectBlocks: (bird, truncation) =>
			inspect('blocks', bird, truncation, async (signal, report) => {
				const { blocks, seconds } = await engine.run('generatorBlocks', { bird, truncation }, { signal });
				report({ blocks: { found: blocks, seconds } });
			}),
		stopInspecting() {
			for (const runner of Object.values(runners)) void runner.abort();
		},
		dismissInspectionFailure() {
			for (const runner of Object.values(runners)) runner.dismiss();
		},
	};
}
