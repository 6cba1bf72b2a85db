import { Button } from '../ui/controls/Button';
import { EmptyState } from '../ui/layout/EmptyState';
import { type Example, Examples } from './Examples';
import { SamplePicker } from './SamplePicker';
import type { Sample } from './samples';

interface FirstPictureProps {
	readonly title: string;
	readonly text: string;
	/** Noun for the picture to choose: "photo" or "picture". */
	readonly noun: string;
	/** Finished works of every tab. */
	readonly examples: readonly Example[];
	readonly onChoose: () => void;
	readonly onCamera: () => void;
	readonly onPaste: () => void;
	readonly onSample: (sample: Sample) => void;
}

/** The first screen of a tab that needs a picture: the ways to add one, and samples. */
export const FirstPicture = ({
	title,
	text,
	noun,
	examples,
	onChoose,
	onCamera,
	onPaste,
	onSample,
}: FirstPictureProps) => (
	<EmptyState
		title={title}
		text={text}
		ways={
			<>
				<Button look="primary" icon="photo" onClick={onChoose}>
					{`Choose a ${noun}`}
				</Button>
				<Button icon="camera" onClick={onCamera}>
					Camera
				</Button>
				<Button icon="paste" onClick={onPaste}>
					Paste
				</Button>
			</>
		}
	>
		<SamplePicker onPick={onSample} />
		<h2>Or open what was made here</h2>
		<Examples examples={examples} />
	</EmptyState>
);
