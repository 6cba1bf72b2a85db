import { FirstPicture } from '../../../library/FirstPicture';
import { usePaintContext } from '../context';

/** The first screen: what Paint does, how to add a photo, and five samples. */
export function EmptyStage() {
	const { pictures } = usePaintContext();
	return (
		<FirstPicture
			title="Repaint a photo in a painter’s hand"
			text="Drop a photo anywhere on this page. It is painted here, on your device, and never leaves it."
			examples={pictures.examples}
			noun="photo"
			onChoose={() => pictures.choose('photo')}
			onCamera={pictures.openCamera}
			onPaste={pictures.paste}
			onSample={pictures.takeSample}
		/>
	);
}
