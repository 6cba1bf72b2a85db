import { useEffect, useRef } from 'react';
import { useImagine, useImagineRoom, useWork } from '../context';
import type { Sheet, Work } from '../state';
import { BirdActions } from './BirdActions';
import { BirdCanvas } from './BirdCanvas';
import { MoreLikeThis } from './MoreLikeThis';
import { SheetStrip } from './SheetGrid';
import { useInSight } from './useInSight';
import { WalkForm } from './WalkForm';
import './BirdView.css';

interface BirdViewProps {
	readonly sheet: Sheet;
	/** Place of the bird on it. */
	readonly at: number;
}

/** One bird, large, with everything that can be done with it; the others of its sheet below. */
export function BirdView({ sheet, at }: BirdViewProps) {
	const { imagine } = useImagineRoom();
	const work = useWork();
	const before = sheet.drawn[at]?.before;
	const picture = work?.picture ?? before;
	const running = useImagine(({ run }) => run?.sheet === sheet.id);
	const frame = useRef<HTMLElement>(null);
	// Once, when it opens: whoever goes on along the strip keeps the place there.
	useEffect(() => frame.current?.focus({ preventScroll: true }), []);
	useInSight(frame);
	return (
		<section
			ref={frame}
			className="imagine-bird"
			aria-label={`Bird ${at + 1} of ${sheet.birds.length}`}
			tabIndex={-1}
			onKeyDown={(event) => {
				if (event.key === 'Escape' && sheet.birds.length > 1 && !event.defaultPrevented) imagine.choose(undefined);
			}}
		>
			<div className="imagine-bird-parts">
				<figure>
					<div className="imagine-bird-picture" data-awaited={!work}>
						{picture && <BirdCanvas picture={picture} label={work ? labelOf(work) : 'Not drawn yet'} />}
					</div>
					<figcaption className="numbers">{work ? captionOf(work) : running ? 'Coming' : ''}</figcaption>
				</figure>
				<div className="imagine-bird-ways">
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

/** In small figures: what it is drawn from. */
function captionOf({ bird: { seed, near, towards }, picture, stages }: Work): string {
	const parts = [
		stages === 1 ? 'Sketch' : 'Both stages',
		`${picture.size} px`,
		`seed ${seed}`,
		near && `${near.map(({ distance }) => distance).join(' + ')} away`,
		towards && `${Math.round(100 * towards.share)} % of the way`,
	];
	return parts.filter(Boolean).join(' · ');
}
