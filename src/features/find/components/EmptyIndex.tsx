import { Examples } from '../../../library/Examples';
import { Button } from '../../../ui/controls/Button';
import { EmptyState } from '../../../ui/layout/EmptyState';
import { useFindContext } from '../context';

/** The first screen: what Find does, and every way to add pictures, and finished works. */
export function EmptyIndex() {
	const { intake, choose, examples } = useFindContext();
	return (
		<EmptyState
			title="Find a photo by describing it"
			text="Drop a folder of photos anywhere on this page. Each gets a caption, and a few words such as “a dog running in the snow” find the right one. Everything runs on your device; nothing is uploaded."
			ways={
				<>
					<Button look="primary" icon="folder" onClick={choose.folder}>
						Add a folder
					</Button>
					<Button icon="photo" onClick={choose.files}>
						Add files
					</Button>
					<Button onClick={intake.addSamples}>Try the sample library</Button>
				</>
			}
		>
			<Examples examples={examples} />
		</EmptyState>
	);
}
