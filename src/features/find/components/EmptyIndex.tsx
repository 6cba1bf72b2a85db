import { Button } from '../../../ui/controls/Button';
import { useFindRoom } from '../context';
import '../../../ui/layout/Empty.css';

/** What a visitor sees first: what this is, and every way in. */
export function EmptyIndex() {
	const { intake, choose } = useFindRoom();
	return (
		<div className="empty">
			<h1>Find a photo by describing it</h1>
			<p>
				Drop a folder of photos anywhere on this page: each gets a caption, and a few words such as “a dog running in
				the snow” find the right one. All of it happens on your device, and nothing ever leaves it.
			</p>
			<div className="empty-ways">
				<Button look="primary" icon="folder" onClick={choose.folder}>
					Add a folder
				</Button>
				<Button icon="photo" onClick={choose.files}>
					Add files
				</Button>
				<Button onClick={intake.addSamples}>Try the sample library</Button>
			</div>
		</div>
	);
}
