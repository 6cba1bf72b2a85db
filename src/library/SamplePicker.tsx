import { type Sample, samples } from './samples';
import './SamplePicker.css';

/** Five sample photos to choose from. */
export function SamplePicker({ onPick }: { readonly onPick: (sample: Sample) => void }) {
	return (
		// biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a legend into the row
		<div className="sample-picker" role="group" aria-label="Sample photos">
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
		</div>
	);
}
