import { Button } from '../../../ui/Button';
import { useFindRoom } from '../context';
import './EmptyIndex.css';

/** What a visitor sees first: what this is, and every way in. */
export function EmptyIndex() {
	const { pictures } = useFindRoom();
	return (
		<div className="find-empty">
			<h2>Find photos by describing them</h2>
			<p>
				Drop a folder of photos. Each is looked at here, on your device, and gets a caption; then type what you remember
				of a picture. Nothing is sent anywhere.
			</p>
			<div className="find-empty-ways">
				<Button look="primary" icon="folder" onClick={pictures.chooseFolder}>
					Add a folder
				</Button>
				<Button icon="photo" onClick={pictures.chooseFiles}>
					Add files
				</Button>
				<Button onClick={pictures.addSamples}>Try the sample library</Button>
			</div>
		</div>
	);
}
