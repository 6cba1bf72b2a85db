import { useRef, useState } from 'react';
import type { FilmPace } from '../../../library/film/film';
import { fileName, saveFile } from '../../../library/save';
import { endingOf } from '../../../library/saveAs';
import { Button } from '../../../ui/controls/Button';
import { Choice } from '../../../ui/controls/Choice';
import { lazyDialog, lazyPart } from '../../../ui/feedback/lazyPart';
import { Stage as StageFrame } from '../../../ui/layout/Stage';
import { HoodButton, Toolbar } from '../../../ui/layout/Toolbar';
import { useInSight } from '../../../ui/layout/useInSight';
import { usePaint, usePaintContext } from '../context';
import type { Painting, View } from '../state';
import { Easel } from './Easel';
import { EmptyStage } from './EmptyStage';
import { SaveLarger } from './SaveLarger';

const Hood = lazyPart('Under the hood', () => import('./PaintHood'));
const FilmDialog = lazyDialog('The film', () => import('../../../library/film/FilmDialog'));

/** Pace of a timelapse, which holds the finished painting at its end. */
const timelapse: FilmPace = { rate: 15, lastMs: 1200 };

const paceOf = ({ choices: { clip } }: Painting): FilmPace =>
	clip ? { rate: clip.frameRate, lastMs: 1000 / clip.frameRate } : timelapse;

function save({ film, png, title }: Painting): void {
	saveFile(film ?? png, fileName(title, endingOf(film ?? png)));
}

const views: readonly { value: View; label: string }[] = [
	{ value: 'photo', label: 'Photo' },
	{ value: 'compare', label: 'Compare' },
	{ value: 'painting', label: 'Painting' },
];

interface StageProps {
	readonly masking: boolean;
	readonly onMasking: (masking: boolean) => void;
}

/** The picture, with its toolbar above it. */
export function Stage({ masking, onMasking }: StageProps) {
	const { paint, pictures } = usePaintContext();
	const photo = usePaint((state) => state.photo);
	const running = usePaint((state) => state.run !== undefined);
	const painting = usePaint((state) => state.paintings.at(-1));
	const view = usePaint((state) => state.view);
	const masked = usePaint((state) => state.mask !== undefined);
	const canRedo = usePaint((state) => state.undone.length > 0);
	const [hood, setHood] = useState(false);
	const [filming, setFilming] = useState(false);
	const frame = useRef<HTMLElement>(null);
	useInSight(frame, running);
	const state = running ? 'painting' : photo === undefined ? 'empty' : painting ? 'finished' : 'ready';
	return (
		<StageFrame ref={frame} aria-label="Easel" data-testid="stage" data-state={state}>
			{photo && <h1 className="visually-hidden">Paint</h1>}
			{photo && (
				<Toolbar
					label="Picture"
					about={
						<>
							<strong title={photo.name} dir="auto">
								{photo.name}
							</strong>
							<Size />
						</>
					}
					tools={
						<>
							<Button look="plain" icon="photo" iconOnly disabled={running} onClick={() => pictures.choose('photo')}>
								Another photo
							</Button>
							<Button
								look="plain"
								icon="mask"
								disabled={running}
								aria-pressed={masking || undefined}
								onClick={() => onMasking(!masking)}
							>
								{masked && !masking ? 'Mask on' : 'Mask'}
							</Button>
							{!running && (painting || canRedo) && (
								<>
									<Button look="plain" icon="undo" iconOnly disabled={!painting} onClick={paint.undo}>
										Undo
									</Button>
									<Button look="plain" icon="redo" iconOnly disabled={!canRedo} onClick={paint.redo}>
										Redo
									</Button>
								</>
							)}
							{painting && !running && (
								<>
									{painting.frames.length > 0 && (
										<Button look="plain" icon="film" iconOnly onClick={() => setFilming(true)}>
											{painting.film ? 'Other formats' : 'Timelapse'}
										</Button>
									)}
									<Button look="plain" icon="save" onClick={() => save(painting)}>
										{painting.film ? 'Save clip' : 'Save PNG'}
									</Button>
									{!painting.film && <SaveLarger painting={painting} />}
								</>
							)}
							<HoodButton open={hood} onToggle={() => setHood(!hood)} />
						</>
					}
				>
					{painting && !running && !masking && (
						<Choice
							label="Show"
							hideLabel
							value={painting.film && view === 'compare' ? 'painting' : view}
							choices={painting.film ? views.filter(({ value }) => value !== 'compare') : views}
							onChange={paint.show}
						/>
					)}
				</Toolbar>
			)}
			{photo ? <Easel masking={masking && !running} onMasked={() => onMasking(false)} /> : <EmptyStage />}
			{hood && photo && <Hood />}
			{filming && painting && (
				<FilmDialog
					title={painting.film ? 'Clip' : 'Timelapse'}
					name={painting.title}
					frames={painting.frames}
					pace={paceOf(painting)}
					onClose={() => setFilming(false)}
				/>
			)}
		</StageFrame>
	);
}

/** The size of what is shown: of the painting, or of the photo. */
function Size() {
	const photo = usePaint((state) => state.photo);
	const run = usePaint((state) => state.run);
	const painted = usePaint((state) => (state.view === 'photo' ? undefined : state.paintings.at(-1)?.result.picture));
	const shown = run === undefined ? (painted ?? photo) : (run.step ?? photo);
	return shown && <span className="numbers">{`${shown.width} × ${shown.height}`}</span>;
}
