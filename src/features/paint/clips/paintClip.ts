/** Paints a clip frame by frame: each frame is a painting that starts from the one before. */
import type { JobControl } from '../../../engine/jobs/types';
import type { Engine } from '../../../engine/protocol';
import { throwIfAborted } from '../../../models/errors';
import { finishPainting, type PaintTools } from '../finish';
import { afterProgress, requestOf } from '../run';
import type { Choices, ClipDraft, Painting, Run } from '../state';
import type { PaintJobs, PaintProgress, PaintRequest, PaintResult } from '../types';
import { stepsUpTo } from './plan';

/** Painted frames are kept small, and without visible loss. */
const frameQuality = 0.95;

/**
 * @param draft where a clip that was interrupted goes on
 * @param keep gets the state after each frame but the last
 * @throws AtelierError from reading the film, from the job, or from encoding; AbortError
 */
export async function paintClip(
	choices: Choices,
	draft: ClipDraft | undefined,
	engine: Engine<PaintJobs>,
	tools: PaintTools,
	{ signal, finish, pause, update }: JobControl<Run>,
	keep: (draft: ClipDraft) => void,
): Promise<Painting> {
	const { photo, clip, options } = choices;
	if (photo === undefined || clip === undefined || tools.clips === undefined) {
		throw new TypeError('paintClip: there is no clip.');
	}
	const wait = (what: string) => update((run) => ({ ...run, waiting: { what } }));
	wait('Reading the clip');
	const { readFrames, writeFrames } = await tools.clips();
	const contents = await readFrames(photo, clip, options.size, signal);
	const count = contents.length;
	const steps = (frames: number) => stepsUpTo(frames, options.evaluations, clip.laterEvaluations);
	const frames = [...(draft?.frames ?? [])].slice(0, count - 1);
	let [last, seconds, size] = [draft?.last, draft?.seconds ?? 0, options.size];
	let result: PaintResult | undefined;
	const trace: PaintResult['trace'][number][] = [];

	/** A frame's events as those of the whole clip. */
	function follow(event: PaintProgress): void {
		if (event.type === 'smaller') tools.tell(event.why);
		if (event.type !== 'step') {
			if (frames.length === 0) update((run) => afterProgress(run, event));
			return;
		}
		const evaluation = steps(frames.length) + event.evaluation;
		const worked = seconds + event.seconds;
		const secondsLeft = (worked / evaluation) * (steps(count) - evaluation);
		const whole = { ...event, evaluation, evaluations: steps(count), seconds: worked, secondsLeft };
		update((run) => ({ ...afterProgress(run, whole), frame: { at: frames.length + 1, count } }));
	}

	while (frames.length < count && (result === undefined || !finish.aborted)) {
		const later = { evaluations: clip.laterEvaluations, ladder: 'off' } as const;
		const request: PaintRequest = {
			...requestOf(choices),
			content: contents[frames.length] as Blob,
			options: { ...options, size, ...(last && later) },
			frame: { temporalWeight: clip.temporalWeight, ...(last && { before: last }) },
		};
		result = await engine.run('paint', request, { signal, finish, pause, onProgress: follow });
		throwIfAborted(signal);
		trace.push(...result.trace.map((point) => ({ ...point, evaluation: steps(frames.length) + point.evaluation })));
		seconds += result.seconds;
		last = result.frame;
		// Where memory ran out, the frames after it are as small.
		size = Math.max(result.picture.width, result.picture.height);
		frames.push(await tools.encode(result.picture, 'image/webp', frameQuality));
		if (last && frames.length < count) keep({ frames: [...frames], last, seconds, count });
	}
	wait('Making the film');
	const film = await writeFrames(frames, clip, signal);
	const whole = { ...(result as PaintResult), trace, evaluations: steps(frames.length), seconds };
	const painting = await finishPainting(choices, whole, { offer: () => undefined, frames: async () => frames }, tools);
	return { ...painting, film };
}
