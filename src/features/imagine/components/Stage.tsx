import { useState } from 'react';
import { lazyPart } from '../../../ui/feedback/lazyPart';
import { Stage as StageFrame } from '../../../ui/layout/Stage';
import { useImagine } from '../context';
import { shownSheet } from '../state';
import { BirdView } from './BirdView';
import { DrawingAnnouncement } from './DrawingAnnouncement';
import { Examples } from './Examples';
import { SentenceBar } from './SentenceBar';
import { SheetGrid } from './SheetGrid';
import { SheetToolbar } from './SheetToolbar';
import styles from './Stage.module.css';

const Hood = lazyPart('Under the hood', () => import('./ImagineHood'));

/** The sentence, its birds below it, and the hood at the bottom. */
export function Stage() {
	const sheet = useImagine(shownSheet);
	const running = useImagine((state) => state.run !== undefined);
	const chosen = useImagine((state) => state.chosen);
	const [hood, setHood] = useState(false);
	const state = running ? 'drawing' : sheet === undefined ? 'empty' : 'finished';
	return (
		<StageFrame
			className={styles.stage}
			aria-label="Imagine"
			data-testid="imagine"
			data-state={state}
			data-empty={!sheet}
		>
			{sheet ? (
				<h1 className="visually-hidden">Imagine</h1>
			) : (
				<div className={styles.intro}>
					<h1>Describe a bird</h1>
					<p>Its colours, its parts, its beak, its size: two networks draw it from your words, on your device.</p>
				</div>
			)}
			<SentenceBar />
			{sheet ? (
				<>
					<SheetToolbar sheet={sheet} hood={hood} onHood={() => setHood(!hood)} />
					{chosen === undefined ? <SheetGrid sheet={sheet} /> : <BirdView sheet={sheet} at={chosen} />}
					{hood && <Hood sheet={sheet} />}
				</>
			) : (
				<Examples />
			)}
			<DrawingAnnouncement />
		</StageFrame>
	);
}
