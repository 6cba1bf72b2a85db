import { AtelierError } from '../../models/errors';
import { bytes } from '../../ui/format';
import type { Choices, Run } from './state';
import type { PaintProgress, PaintRequest } from './types';

/** @throws AtelierError `option-invalid` saying what is still to be chosen */
export function requestOf({ photo, styles, mask, options, network }: Choices): PaintRequest {
	if (photo === undefined) throw new AtelierError('option-invalid', 'Choose a photo first, or take a sample.');
	if (styles.length === 0) throw new AtelierError('option-invalid', 'Choose a style first.');
	if (styles.every(({ weight }) => weight === 0)) {
		throw new AtelierError('option-invalid', 'All styles have weight 0. Give at least one of them some weight.');
	}
	return {
		content: photo.picture,
		styles: styles.map((style) => ({
			weight: style.weight,
			source:
				style.kind === 'pack' ? { kind: 'pack', id: style.key } : { kind: 'picture', picture: style.photo.picture },
		})),
		options,
		network,
		...(mask && { mask: mask.picture }),
	};
}

/** Applies one progress event to the run. */
export function afterProgress(run: Run, event: PaintProgress): Run {
	switch (event.type) {
		case 'loading': {
			const { loaded, total } = event;
			// What comes from the cache is there at once: no bar for it.
			const what = event.what.startsWith('styles/') ? 'the style' : 'the network';
			return { ...run, waiting: { what: `Loading ${what}`, loaded, total } };
		}
		case 'preparing':
			return { ...run, waiting: { what: preparingText(event.what) } };
		case 'smaller':
			return { ...run, waiting: { what: `Continuing at ${event.size} px` } };
		case 'step': {
			const { preview, type: _, ...step } = event;
			const { waiting: __, ...rest } = run;
			const last = run.trace.at(-1)?.evaluation ?? 0;
			// A new worker goes on from a snapshot some steps back: they are painted again, and not counted twice.
			const evaluation = Math.max(step.evaluation, run.step?.evaluation ?? 0);
			return {
				...rest,
				step: { ...step, evaluation },
				trace: evaluation > last ? [...run.trace, { ...step.losses, evaluation }] : run.trace,
				...(preview && { preview }),
			};
		}
	}
}

/** @param what 'network', 'targets', or the level of the ladder */
function preparingText(what: string): string {
	if (what === 'network') return 'Opening the network';
	return what === 'targets' ? 'Studying the painting' : `Studying the painting, ${what}`;
}

/** Describes what a run is waiting for, for the page and the live region. */
export function waitingText({ what, loaded, total }: NonNullable<Run['waiting']>): string {
	return loaded === undefined || total === undefined ? what : `${what}: ${bytes(loaded)} of ${bytes(total)}`;
}
