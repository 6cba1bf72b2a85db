import { useEffect, useRef, useState } from 'react';
import { Button } from '../../ui/controls/Button';
import { Choice } from '../../ui/controls/Choice';
import { Compare } from '../../ui/controls/Compare';
import { useBackCloses } from '../../ui/focus/useBackCloses';
import { useReturnFocus } from '../../ui/focus/useReturnFocus';
import { type PictureView, wholePicture } from '../../ui/surface/pictureView';
import { ZoomPane } from '../../ui/surface/ZoomPane';
import { usePicture } from '../viewer/usePicture';
import styles from './CompareView.module.css';
import type { Entry } from './entry';

interface CompareViewProps {
	readonly pair: readonly [Entry, Entry];
	readonly onClose: () => void;
}

const ways = [
	{ value: 'slider', label: 'Slider' },
	{ value: 'beside', label: 'Side by side' },
] as const;

/** Compares two entries: one over the other with a slider, or side by side. Zoom and place are the same for both. */
export function CompareView({ pair, onClose }: CompareViewProps) {
	const [way, setWay] = useState<'slider' | 'beside'>('slider');
	const [view, setView] = useState<PictureView>(wholePicture);
	const frame = useRef<HTMLElement>(null);
	useReturnFocus();
	useBackCloses(onClose);
	useEffect(() => frame.current?.focus({ preventScroll: true }), []);
	const [one, other] = pair;
	const urls = [usePicture(one), usePicture(other)] as const;
	const picture = (at: 0 | 1, style?: React.CSSProperties) => (
		<img src={urls[at]} alt={pair[at].name} draggable={false} style={{ objectFit: 'contain', ...style }} />
	);
	return (
		<section
			ref={frame}
			className={styles.compare}
			aria-label={`Compare ${one.name} and ${other.name}`}
			tabIndex={-1}
			onKeyDown={(event) => {
				if (event.key !== 'Escape') return;
				event.stopPropagation();
				onClose();
			}}
		>
			<header className={styles.head}>
				<h2>Compare</h2>
				<Choice label="Compare by" hideLabel value={way} choices={ways} onChange={setWay} />
				<Button look="plain" icon="close" iconOnly onClick={onClose}>
					Close
				</Button>
			</header>
			{way === 'slider' ? (
				<ZoomPane view={view} onView={setView} className={styles.pane}>
					{(moved) => (
						<Compare
							className={styles.over}
							label={`Compare ${one.name} and ${other.name}`}
							names={[one.name, other.name]}
							before={picture(0, moved)}
							after={picture(1, moved)}
						/>
					)}
				</ZoomPane>
			) : (
				<div className={styles.beside}>
					{([0, 1] as const).map((at) => (
						<ZoomPane key={at} view={view} onView={setView} buttons={at === 1} className={styles.pane}>
							<span className={styles.picture}>{picture(at)}</span>
						</ZoomPane>
					))}
				</div>
			)}
			<footer className={styles.names}>
				<span dir="auto">{one.name}</span>
				<span dir="auto">{other.name}</span>
			</footer>
		</section>
	);
}
