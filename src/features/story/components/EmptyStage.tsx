import { FirstPicture } from '../../../library/FirstPicture';
import { useStoryRoom } from '../context';

/** What a visitor sees first: what this is, every way in, and five pictures whose story is one click away. */
export function EmptyStage() {
	const { pictures } = useStoryRoom();
	return (
		<FirstPicture
			title="Read the story in a picture"
			text="Drop a picture anywhere on this page, and a short story about it is written here, word by word, on your device."
			noun="picture"
			onChoose={pictures.choose}
			onCamera={pictures.openCamera}
			onPaste={pictures.paste}
			onSample={pictures.takeSample}
		/>
	);
}
