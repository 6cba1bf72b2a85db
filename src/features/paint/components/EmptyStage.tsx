import { SamplePicker } from '../../../library/SamplePicker';
import { Button } from '../../../ui/controls/Button';
import { usePaintRoom } from '../context';
import '../../../ui/layout/Empty.css';

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
			<SamplePicker onPick={pictures.takeSample} />
		</div>
	);
}
