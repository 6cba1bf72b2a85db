/** Times evaluations, for the bench page. */
import type { Engine } from '../../engine/protocol';
import { defaultPaintOptions } from './options';
import type { PaintJobs, PaintProgress } from './types';

const evaluations = 14;

type Step = Extract<PaintProgress, { type: 'step' }>;

/** @returns seconds of an evaluation, the optimiser's part included, at a size in px */
export async function timeEvaluations(
	engine: Pick<Engine<PaintJobs>, 'run'>,
	{ photo, style, size }: { readonly photo: Blob; readonly style: string; readonly size: number },
	signal: AbortSignal,
): Promise<number> {
	const steps: Step[] = [];
	await engine.run(
		'paint',
		{
			content: photo,
			styles: [{ source: { kind: 'pack', id: style }, weight: 1 }],
			options: { ...defaultPaintOptions, size, evaluations, ladder: 'off' },
			network: 'perception',
		},
		{ signal, onProgress: (event) => void (event.type === 'step' && steps.push(event)) },
	);
	// Not the first one, before which the style is studied.
	const [first, last] = [steps[0], steps.at(-1)];
	if (first === undefined || last === undefined || first === last) throw new Error('The painting told of no steps.');
	return (last.seconds - first.seconds) / (last.evaluation - first.evaluation);
}
