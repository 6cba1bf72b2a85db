import type { CSSProperties } from 'react';
import { Compare } from '../../../ui/controls/Compare';
import { lazyPart } from '../../../ui/feedback/lazyPart';
import { ImageCanvas } from '../../../ui/layout/ImageCanvas';
import { useObjectUrl } from '../../../ui/useObjectUrl';
import { usePaint } from '../context';
import './Easel.css';

const MaskPainter = lazyPart('The mask', () => import('./MaskPainter'), { fallback: <div className="easel" /> });

/** Exactly one picture, as large as it fits: the preview, the painting beside its photo, the photo, or its mask. */
export function Easel({ masking, onMasked }: { readonly masking: boolean; readonly onMasked: () => void }) {
	const photo = usePaint((state) => state.photo);
	const preview = usePaint((state) => state.run?.preview);
	const running = usePaint((state) => state.run !== undefined);
	const painting = usePaint((state) => state.paintings.at(-1));
	const view = usePaint((state) => state.view);
	const showsPainting = !running && !masking && painting !== undefined && view !== 'photo';
	const shown = showsPainting ? painting.photo : photo;
	const url = useObjectUrl(shown?.picture);
	if (shown === undefined) return null;
	const size = { '--aspect': shown.width / shown.height } as CSSProperties;
	const before = <img src={url} alt={`Photo: ${shown.name}`} />;

	if (masking && photo) {
		return <MaskPainter key={photo.hash} photo={photo} onDone={onMasked} />;
	}
	return (
		<div className="easel">
			{running && preview ? (
				<ImageCanvas
					className="easel-picture"
					style={size}
					data-testid="preview"
					label={`The painting so far: ${shown.name}`}
					picture={preview}
				/>
			) : showsPainting && view === 'compare' ? (
				<Compare
					className="easel-picture"
					style={size}
					label="Compare photo and painting"
					before={before}
					after={<ImageCanvas label={`Painting: ${painting.title}`} picture={painting.result.picture} />}
				/>
			) : showsPainting ? (
				<ImageCanvas
					className="easel-picture"
					style={size}
					label={`Painting: ${painting.title}`}
					picture={painting.result.picture}
				/>
			) : (
				<img
					className={running ? 'easel-picture easel-waiting' : 'easel-picture'}
					style={size}
					src={url}
					alt={`Photo: ${shown.name}`}
				/>
			)}
		</div>
	);
}
