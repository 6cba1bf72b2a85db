import { FirstPicture } from '../../../library/FirstPicture';
import { useStoryContext } from '../context';

/** The first screen: what the tab does, every way to add a picture, and five samples. */
export function EmptyStage() {
	const { pictures } = useStoryContext();
	return (
		<FirstPicture
			title="Read the story in a picture"
			text="Drop a picture anywhere on this page to get a short story about it, written word by word on your device."
			examples={pictures.examples}
			noun="picture"
			onChoose={pictures.choose}
			onCamera={pictures.openCamera}
			onPaste={pictures.paste}
			onSample={pictures.takeSample}
		/>
	);
}
