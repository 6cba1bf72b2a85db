import { useEffect, useRef } from 'react';
import { useInSight } from '../../../ui/layout/useInSight';
import { useZoom } from '../../../ui/surface/useZoom';
import { ZoomPane } from '../../../ui/surface/ZoomPane';
import { useImagine, useImagineContext, useWork } from '../context';
import { type Sheet, shownBirds, type Work } from '../state';
import { BirdActions } from './BirdActions';
import { BirdCanvas } from './BirdCanvas';
import styles from './BirdView.module.css';
import { MoreLikeThis } from './MoreLikeThis';
import { SheetStrip } from './SheetGrid';
import { WalkForm } from './WalkForm';

interface BirdViewProps {
	readonly sheet: Sheet;
	/** Index of the bird on the sheet. */
	readonly at: number;
}

/** One bird at full size with its actions, and the rest of its sheet below. */
export function BirdView({ sheet, at }: BirdViewProps) {
	const { imagine } = useImagineContext();
	const shown = shownBirds(sheet);
	const zoom = useZoom(`${sheet.id} ${at}`);
	const work = useWork();
	const before = sheet.drawn[at]?.before;
	const picture = work?.picture ?? before;
	const running = useImagine(({ run }) => run?.sheet === sheet.id);
	const frame = useRef<HTMLElement>(null);
	// Only when it opens: someone moving along the strip keeps the focus there.
	useEffect(() => frame.current?.focus({ preventScroll: true }), []);
	useInSight(frame);
	return (
		<section
			ref={frame}
			className={styles.bird}
			aria-label={`Bird ${shown.indexOf(at) + 1} of ${shown.length}`}
			tabIndex={-1}
			onKeyDown={({ key, target, defaultPrevented }) => {
				if (key !== 'Escape' || defaultPrevented) return;
				// From a sentence that is being typed, first only out of its field.
				if (target instanceof HTMLTextAreaElement) frame.current?.focus();
				else if (shown.length > 1) imagine.choose(undefined);
			}}
		>
			<div className={styles.parts}>
				<figure data-awaited={!work}>
					<ZoomPane {...zoom} className={styles.picture}>
						{picture && <BirdCanvas picture={picture} label={work ? labelOf(work) : 'Not drawn yet'} />}
					</ZoomPane>
					<figcaption className="numbers">{work ? captionOf(work) : running ? 'Drawing…' : ''}</figcaption>
				</figure>
				<div className={styles.side}>
					{work && <BirdActions work={work} disabled={running} />}
					{work && <MoreLikeThis />}
					{work && <WalkForm />}
				</div>
			</div>
			<SheetStrip sheet={sheet} chosen={at} />
		</section>
	);
}

const labelOf = ({ bird, stages }: Work): string => `${stages === 1 ? 'Sketch' : 'Bird'}: ${bird.text}`;

/** What the bird was drawn from: stages, size, seed, variation, blend. */
function captionOf({ bird: { seed, near, towards }, picture, stages }: Work): string {
	const parts = [
		stages === 1 ? 'Sketch' : 'Both stages',
		`${picture.size} px`,
		`seed ${seed}`,
		near && `variation ${near.map(({ distance }) => distance).join(' + ')}`,
		towards && `blended ${Math.round(100 * towards.share)} %`,
	];
	return parts.filter(Boolean).join(' · ');
}
