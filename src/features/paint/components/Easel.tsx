import type { CSSProperties } from 'react';
import { FilmScreen } from '../../../library/film/FilmScreen';
import { classes } from '../../../ui/classes';
import { Compare } from '../../../ui/controls/Compare';
import { lazyPart } from '../../../ui/feedback/lazyPart';
import { ImageCanvas } from '../../../ui/layout/ImageCanvas';
import { useZoom } from '../../../ui/surface/useZoom';
import { ZoomPane } from '../../../ui/surface/ZoomPane';
import { useObjectUrl } from '../../../ui/useObjectUrl';
import { usePaint } from '../context';
import styles from './Easel.module.css';

const MaskPainter = lazyPart('The mask', () => import('./MaskPainter'), { fallback: <div className={styles.easel} /> });

/** Exactly one picture, as large as it fits: the preview, the painting beside its photo, the photo, or its mask. */
export function Easel({ masking, onMasked }: { readonly masking: boolean; readonly onMasked: () => void }) {
	const photo = usePaint((state) => state.photo);
	const preview = usePaint((state) => state.run?.preview);
	const running = usePaint((state) => state.run !== undefined);
	const painting = usePaint((state) => state.paintings.at(-1));
	const view = usePaint((state) => state.view);
	const isWhole = usePaint((state) => state.wholeClip);
	const showsPainting = !running && !masking && painting !== undefined && view !== 'photo';
	const shown = showsPainting ? painting.photo : photo;
	const url = useObjectUrl(shown?.picture);
	const film = showsPainting ? painting.film : running || !isWhole ? undefined : photo?.film;
	const isCompared = showsPainting && view === 'compare' && film === undefined;
	const key = `${shown?.hash} ${isCompared}`;
	const zoom = useZoom(key);
	if (shown === undefined) return null;
	const size = { '--aspect': shown.width / shown.height } as CSSProperties;

	if (masking && photo) {
		return <MaskPainter key={photo.hash} photo={photo} onDone={onMasked} />;
	}
	if (film) {
		return (
			<div className={styles.easel}>
				<FilmScreen
					className={styles.picture}
					style={size}
					film={film}
					label={showsPainting ? `Painting: ${painting.title}` : `Clip: ${shown.name}`}
				/>
			</div>
		);
	}
	if (isCompared) {
		return (
			<div className={styles.easel}>
				<ZoomPane {...zoom} className={styles.picture} style={size}>
					{(moved) => (
						<Compare
							className={styles.compare}
							label="Compare photo and painting"
							before={<img src={url} alt={`Photo: ${shown.name}`} style={moved} />}
							after={
								<ImageCanvas label={`Painting: ${painting.title}`} picture={painting.result.picture} style={moved} />
							}
						/>
					)}
				</ZoomPane>
			</div>
		);
	}
	return (
		<ZoomPane {...zoom} className={styles.easel}>
			{running && preview ? (
				<ImageCanvas
					className={styles.picture}
					style={size}
					data-testid="preview"
					label={`The painting so far: ${shown.name}`}
					picture={preview}
				/>
			) : showsPainting ? (
				<ImageCanvas
					className={styles.picture}
					style={size}
					label={`Painting: ${painting.title}`}
					picture={painting.result.picture}
				/>
			) : (
				<img
					className={running ? classes(styles.picture, styles.waiting) : styles.picture}
					style={size}
					src={url}
					alt={`Photo: ${shown.name}`}
					draggable={false}
				/>
			)}
		</ZoomPane>
	);
}
