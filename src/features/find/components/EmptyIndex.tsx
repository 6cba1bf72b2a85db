import { Button } from '../../../ui/controls/Button';
import { useFindRoom } from '../context';
import '../../../ui/layout/Empty.css';

/** The first screen: what Find does, and every way to add pictures. */
export function EmptyIndex() {
	const { intake, choose } = useFindRoom();
	return (
		<div className="empty">
			<h1>Find a photo by describing it</h1>
			<p>
				Drop a folder of photos anywhere on this page. Each gets a caption, and a few words such as “a dog running in
				the snow” find the right one. Everything runs on your device; nothing is uploaded.
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
