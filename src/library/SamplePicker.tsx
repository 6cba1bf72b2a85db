import { RovingGroup } from '../ui/focus/RovingGroup';
import styles from './SamplePicker.module.css';
import { type Sample, samples } from './samples';

/** Five sample photos to choose from. */
export function SamplePicker({ onPick }: { readonly onPick: (sample: Sample) => void }) {
	return (
		<RovingGroup label="Sample photos" className={styles.picker}>
			{samples.map((sample) => (
				<button
					key={sample.id}
					type="button"
					aria-label={sample.title}
					title={`${sample.title} (${sample.credit})`}
					onClick={() => onPick(sample)}
				>
					<img src={sample.thumbnail} alt="" />
				</button>
			))}
		</RovingGroup>
	);
}
