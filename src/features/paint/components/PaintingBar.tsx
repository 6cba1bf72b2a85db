import { useEffect, useState } from 'react';
import { quoted } from '../../../library/names';
import { Button } from '../../../ui/controls/Button';
import { Announcement } from '../../../ui/feedback/Announcement';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { Notice } from '../../../ui/feedback/Notice';
import { RunBar, Running } from '../../../ui/feedback/RunBar';
import { attempt } from '../../../ui/feedback/toasts';
import { bytes, counted, figure, roughly, seconds, speed } from '../../../ui/format';
import { useCanvas, usePaint, usePaintContext } from '../context';
import { estimateMemory, largestSize } from '../memory';
import { paintOptions } from '../options';
import { stepOf } from '../painting';
import { paintingSize, presets, secondsFor, workOn } from '../presets';
import { waitingText } from '../run';
import type { Draft, Run } from '../state';
import styles from './PaintingBar.module.css';
import { Presets } from './Presets';

/** The Paint button; while a painting runs, its progress and Pause, Stop and Discard. */
export function PaintingBar({ onPaint }: { readonly onPaint: () => void }) {
	const run = usePaint((state) => state.run);
	return <RunBar>{run ? <Painting run={run} /> : <Ready onPaint={onPaint} />}</RunBar>;
}

function Ready({ onPaint }: { readonly onPaint: () => void }) {
	const { paint } = usePaintContext();
	const photo = usePaint((state) => state.photo);
	const options = usePaint((state) => state.options);
	const hasStyle = usePaint((state) => state.styles.length > 0);
	const first = usePaint((state) => state.paintings.length === 0);
	const download = usePaint((state) => state.catalogue?.networkBytes ?? 0);
	const own = usePaint((state) => state.network !== 'perception');
	const failure = usePaint((state) => state.failure);
	const draft = usePaint((state) => state.draft);
	const chosen = usePaint((state) => state.preset);
	const preset = presets.find(({ id }) => id === chosen);
	const canvas = useCanvas();
	const { aspect, budget, speed, isMasked, clip } = canvas;
	const question = { options, aspect, isMasked };
	const needed = estimateMemory(question);
	const { width, height } = paintingSize(options.size, aspect);
	const time = speed && `about ${roughly(secondsFor(workOn(canvas, options), speed))}`;
	const largest = needed > budget ? largestSize(question, budget, paintOptions.size) : undefined;
	return (
		<>
			<FailureNotice failure={failure} onDismiss={paint.dismissFailure} />
			{draft && <Interrupted draft={draft} />}
			<Presets />
			<p className="numbers">
				{needed > budget ? (
					<span className={styles.memory}>
						{options.size} px needs about {bytes(needed)}, which is probably more than this device can spare.
					</span>
				) : (
					<>
						{preset && `${preset.title}, ${preset.text}: `}
						{clip && `${counted(clip.frames, 'frame')}, `}
						{photo && `${width} × ${height} px, ${time ?? 'measuring this device…'}, `}
						{bytes(needed)} of memory.
						{first && !own && download > 0 && ` One-time download: ${bytes(download)}.`}
					</>
				)}
			</p>
			{largest !== undefined && (
				<Button onClick={() => paint.setOption('size', largest)}>Use {largest} px, the largest that fits</Button>
			)}
			<Button
				look="primary"
				icon="brush"
				size="large"
				disabled={photo === undefined || !hasStyle}
				onClick={() => {
					onPaint();
					attempt(() => paint.paint());
				}}
			>
				{clip ? 'Paint the clip' : 'Paint'}
			</Button>
		</>
	);
}

/** Offers to go on with a painting that a reload or a failure ended. */
function Interrupted({ draft }: { readonly draft: Draft }) {
	const { paint } = usePaintContext();
	return (
		<Notice role="status" text={`${quoted(draft.choices.photo?.name ?? '')} was interrupted${stepOf(draft)}.`}>
			<Button icon="play" onClick={() => attempt(paint.goOn)}>
				Go on with this painting
			</Button>
			<Button look="plain" icon="trash" iconOnly onClick={paint.dropDraft}>
				Drop it
			</Button>
		</Notice>
	);
}

function Painting({ run }: { readonly run: Run }) {
	const { paint } = usePaintContext();
	const { step, waiting, paused, finishing } = run;
	const state = finishing ? 'Finishing' : paused ? 'Paused' : waiting ? waitingText(waiting) : 'Painting';
	return (
		<>
			<Running
				doing={state}
				figure={step && !waiting && !paused && `${seconds(step.secondsLeft)} left`}
				progress={
					waiting && step === undefined
						? { label: waiting.what, value: waiting.loaded, max: waiting.total ?? 1, text: waitingText(waiting) }
						: { label: 'Painting', value: step?.evaluation, max: step?.evaluations ?? 1, timeLeft: false }
				}
				details={step ? figuresOf(step, run.frame) : 'The first strokes will appear in a moment.'}
			>
				<Button
					icon={paused ? 'play' : 'pause'}
					disabled={finishing || step === undefined}
					onClick={() => paint.setPaused(!paused)}
				>
					{paused ? 'Resume' : 'Pause'}
				</Button>
				<Button icon="stop" disabled={finishing || step === undefined} onClick={paint.stopAndKeep}>
					Stop and keep
				</Button>
				<Button icon="trash" iconOnly onClick={paint.discard}>
					Discard
				</Button>
			</Running>
			<Progressed state={state} step={step} />
		</>
	);
}

function figuresOf(step: NonNullable<Run['step']>, frame: Run['frame']): string {
	const { evaluation, evaluations, level, levels, width, height, losses } = step;
	const parts = [
		...(frame ? [`frame ${frame.at} of ${frame.count}`] : []),
		`${evaluation} of ${evaluations}`,
		speed(evaluation / step.seconds),
		`${width} × ${height} px`,
		`loss ${figure(losses.total)}`,
	];
	if (levels > 1) parts.splice(-2, 0, `level ${level} of ${levels}`);
	return parts.join(' · ');
}

/** Announces every ten percent; announcing each step would be too much. */
function Progressed({ state, step }: { readonly state: string; readonly step: Run['step'] }) {
	const tenth = step ? Math.floor((10 * step.evaluation) / step.evaluations) : -1;
	const [said, setSaid] = useState('');
	// biome-ignore lint/correctness/useExhaustiveDependencies: announced only for a new tenth or another state
	useEffect(() => {
		setSaid(step && state === 'Painting' ? `Painting, ${tenth * 10} %, ${seconds(step.secondsLeft)} left` : state);
	}, [tenth, state.split(':')[0]]);
	return <Announcement>{said}</Announcement>;
}
