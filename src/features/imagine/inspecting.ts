/** What a visitor asks about one bird under the hood: what each word brings, what stands after each block. */
import type { StoreApi } from 'zustand/vanilla';
import { createJobRunner } from '../../engine/jobs/runner';
import type { RunFlags, RunnerState } from '../../engine/jobs/types';
import type { Engine } from '../../engine/protocol';
import { isSameBird } from './birds';
import type { ImagineState, Inspection } from './state';
import type { Bird, ImagineJobs } from './types';

export interface Inspecting {
	/**
	 * Sketches of the bird's sentence without each of its words.
	 * @param seeds the noises that it is averaged over, the bird's own first
	 */
	weighWords(bird: Bird, truncation: number, seeds: readonly number[]): Promise<void>;
	/** The liveliest channels after each block of both generators. */
	lookInside(bird: Bird, truncation: number): Promise<void>;
	/** Nobody looks any more: what is under way ends, what was found stays. */
	lookAway(): void;
	/** Forgets why the last question could not be answered. */
	dismissInspectionFailure(): void;
}

/** Whether an inspection is of this bird, as it is drawn now. */
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

	/** Runs one question about a bird; a newer one of its kind ends it. */
	async function ask(
		name: 'effects' | 'blocks',
		bird: Bird,
		truncation: number,
		work: (signal: AbortSignal, tell: (found: Partial<Inspection>) => void) => Promise<void>,
	): Promise<void> {
		const inspection = about(bird, truncation);
		if (inspection[name] !== undefined) return; // found, or on its way
		await runners[name].run(() => {
			const tell = (found: Partial<Inspection>) => set({ inspection: { ...about(bird, truncation), ...found } });
			tell({ [name]: name === 'effects' ? { found: [] } : {} });
			return {
				progress: {},
				async work({ signal }) {
					try {
						await work(signal, (found) => {
							if (!signal.aborted) tell(found);
						});
					} catch (error) {
						if (isAbout(get().inspection, bird, truncation)) tell({ [name]: undefined });
						throw error;
					}
				},
			};
		});
	}

	return {
		weighWords: (bird, truncation, seeds) =>
			ask('effects', bird, truncation, async (signal, tell) => {
				const { text } = bird;
				const { effects, whole, seconds } = await engine.run(
					'wordEffects',
					{ text, seeds, truncation },
					{
						signal,
						onProgress: (event) => {
							if (event.type !== 'effect') return;
							const found = [...(get().inspection?.effects?.found ?? []), event.effect];
							tell({ effects: { found } });
						},
					},
				);
				tell({ effects: { found: effects, whole, seconds } });
			}),
		lookInside: (bird, truncation) =>
			ask('blocks', bird, truncation, async (signal, tell) => {
				const { blocks, seconds } = await engine.run('generatorBlocks', { bird, truncation }, { signal });
				tell({ blocks: { found: blocks, seconds } });
			}),
		lookAway() {
			for (const runner of Object.values(runners)) void runner.abort();
		},
		dismissInspectionFailure() {
			for (const runner of Object.values(runners)) runner.dismiss();
		},
	};
}
