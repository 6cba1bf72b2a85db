import { useState } from 'react';
import { Button } from '../../../ui/controls/Button';
import { Choice } from '../../../ui/controls/Choice';
import { Slider } from '../../../ui/controls/Slider';
import { lazyDialog } from '../../../ui/feedback/lazyPart';
import { Progress } from '../../../ui/feedback/Progress';
import { attempt } from '../../../ui/feedback/toasts';
import { Section } from '../../../ui/layout/Section';
import { useImagine, useImagineContext } from '../context';
import { enlarged } from '../imageData';
import { type LoopLength, loopLengths } from '../options';
import { shareDone, statusText } from '../run';
import { readSentence } from '../sentence';
import type { Loop, Walk } from '../state';
import type { Stages } from '../types';
import { thereAndBack } from '../walking';
import { SentenceField } from './SentenceField';
import styles from './WalkForm.module.css';

const FilmDialog = lazyDialog('The film', () => import('../../../library/film/FilmDialog'));

/** The slider counts in percent. */
const places = { min: 0, max: 100, step: 1, unit: '%' } as const;

/** Blends the selected bird with another sentence, or makes a film of the whole walk. */
export function WalkForm() {
	const { imagine } = useImagineContext();
	const walk = useImagine((state) => state.walk);
	const vocabulary = useImagine((state) => state.vocabulary);
	const text = walk?.text ?? '';
	const reading = text !== '' && vocabulary ? readSentence(text, vocabulary) : undefined;
	const canWalk = text.trim() !== '' && reading?.problem === undefined;
	const rest = () => attempt(imagine.rest);
	return (
		<Section title="Blend with another sentence" className={styles.walk}>
			<SentenceField
				compact
				label="Another sentence"
				placeholder="a bright yellow bird with black wings"
				value={text}
				vocabulary={vocabulary}
				marked={reading}
				onChange={(next) => attempt(() => imagine.walkTowards(next))}
				onEnter={() => canWalk && attempt(() => imagine.walkTo(1).then(imagine.rest))}
			/>
			{/* biome-ignore lint/a11y/noStaticElementInteractions: only listens for the slider inside coming to rest */}
			<div onPointerUp={rest} onKeyUp={rest} onBlur={rest}>
				<Slider
					label="Blend"
					value={Math.round(100 * (walk?.share ?? 0))}
					disabled={!canWalk}
					onChange={(percent) => attempt(() => imagine.walkTo(percent / 100))}
					{...places}
				/>
			</div>
			{walk && canWalk && <LoopMaker walk={walk} />}
		</Section>
	);
}

const lengths = loopLengths.map((length) => ({ value: String(length), label: String(length) }));
const stagesOf = [
	{ value: '1', label: 'Sketches' },
	{ value: '2', label: 'Both' },
] as const;

/** Makes a film of the walk there and back. */
function LoopMaker({ walk }: { readonly walk: Walk }) {
	const { imagine } = useImagineContext();
	const [frames, setFrames] = useState<LoopLength>(loopLengths[0]);
	const [stages, setStages] = useState<Stages>(2);
	const { loop } = walk;
	if (loop && loop.pictures.length < loop.wanted) return <Making loop={loop} />;
	return (
		<>
			<div className={styles.loop}>
				<Choice
					label="Frames"
					value={String(frames)}
					choices={lengths}
					onChange={(value) => setFrames(Number(value) as LoopLength)}
				/>
				<Choice
					label="Stages"
					value={stages === 1 ? '1' : '2'}
					choices={stagesOf}
					onChange={(value) => setStages(value === '1' ? 1 : 2)}
				/>
			</div>
			<Button icon="film" onClick={() => attempt(() => imagine.makeLoop(frames, stages))}>
				Make a loop
			</Button>
			{loop && <Made loop={loop} walk={walk} />}
		</>
	);
}

function Making({ loop: { pictures, sketches, wanted: half, stages } }: { readonly loop: Loop }) {
	const { imagine } = useImagineContext();
	const details = stages === 1 ? 0 : pictures.length;
	const wanted = { sketches: half, details: stages === 1 ? 0 : half };
	const counts = { finishing: false, read: sketches > 0, sketches, details, wanted };
	const doing = statusText(counts);
	return (
		<div className={styles.making}>
			<p className="numbers">{doing}</p>
			<Progress label="Drawing the loop" value={shareDone(counts)} max={1} text={doing} />
			<Button icon="close" onClick={imagine.dropLoop}>
				Cancel the loop
			</Button>
		</div>
	);
}

/** A loop repeats seamlessly, so its last frame is shown no longer than the others. */
const rate = 12;
const pace = { rate, lastMs: 1000 / rate };

function Made({ loop, walk }: { readonly loop: Loop; readonly walk: Walk }) {
	const { imagine } = useImagineContext();
	const [frames] = useState(() => thereAndBack(loop.pictures.map(enlarged)));
	return (
		<FilmDialog
			title="Loop"
			name={`${walk.from.text} to ${walk.text}`}
			frames={frames}
			pace={pace}
			onClose={imagine.dropLoop}
		/>
	);
}
