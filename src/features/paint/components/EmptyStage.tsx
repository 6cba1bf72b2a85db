import { type Sample, samples } from '../../../library/samples';
import { Button } from '../../../ui/Button';
import { usePaintRoom } from '../context';
import '../../../ui/Empty.css';
import './EmptyStage.css';

/** What a visitor sees first: what this is, every way in, and five photos that are one click away. */
export function EmptyStage() {
	const { pictures } = usePaintRoom();
	return (
		<div className="empty">
			<h1>Repaint a photo in a painter’s hand</h1>
			<p>Drop a photo anywhere on this page. It is painted here, on your device, and never leaves it.</p>
			<div className="empty-ways">
				<Button look="primary" icon="photo" onClick={() => pictures.choose('photo')}>
					Choose a photo
				</Button>
				<Button icon="camera" onClick={pictures.openCamera}>
					Camera
				</Button>
				<Button icon="paste" onClick={pictures.paste}>
					Paste
				</Button>
			</div>
			<h2>Or take one of these</h2>
			{/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a legend into the row */}
			<div className="empty-samples" role="group" aria-label="Sample photos">
				{samples.map((sample: Sample) => (
					<button
						key={sample.id}
						type="button"
						aria-label={sample.title}
						title={`${sample.title} (${sample.credit})`}
						onClick={() => pictures.takeSample(sample)}
					>
						<img src={sample.thumbnail} alt="" />
					</button>
				))}
			</div>
		</div>
	);
}
