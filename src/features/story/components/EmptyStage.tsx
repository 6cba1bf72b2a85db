import { SamplePicker } from '../../../library/SamplePicker';
import { Button } from '../../../ui/controls/Button';
import { useStoryRoom } from '../context';
import '../../../ui/layout/Empty.css';

/** What a visitor sees first: what this is, every way in, and five pictures whose story is one click away. */
export function EmptyStage() {
	const { pictures } = useStoryRoom();
	return (
		<div className="empty">
			<h1>Read the story in a picture</h1>
			<p>
				Drop a picture anywhere on this page, and a short story about it is written here, word by word, on your device.
			</p>
			<div className="empty-ways">
				<Button look="primary" icon="photo" onClick={pictures.choose}>
					Choose a picture
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
