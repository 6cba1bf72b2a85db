import { HoodSection } from '../../../../ui/layout/Hood';
import type { BirdPicture } from '../../types';
import { BirdCanvas } from '../BirdCanvas';
import styles from './StagePair.module.css';

interface StagePairProps {
	readonly sketch: BirdPicture;
	readonly detail: BirdPicture | undefined;
	/** Number of the bird on its sheet, from 1. */
	readonly place: number;
}

/** The same bird by the first generator and by the second. */
export function StagePair({ sketch, detail, place }: StagePairProps) {
	return (
		<HoodSection title={`Stage I and stage II of bird ${place}`}>
			<div className={styles.pair}>
				<figure className={styles.pixels}>
					<BirdCanvas picture={sketch} label="Its sketch by stage I, pixel by pixel" />
					<figcaption className="numbers">
						Stage I, {sketch.size} × {sketch.size}
					</figcaption>
				</figure>
				{detail && (
					<figure>
						<BirdCanvas picture={detail} label="Its detail by stage II" />
						<figcaption className="numbers">
							Stage II, {detail.size} × {detail.size}
						</figcaption>
					</figure>
				)}
			</div>
		</HoodSection>
	);
}
