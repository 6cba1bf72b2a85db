import { Button } from '../../../ui/controls/Button';
import { attempt } from '../../../ui/feedback/toasts';
import { usePaint, usePaintContext } from '../context';

/** Paints every style small on the visitor's photo: a contact sheet in place of the examples. */
export function TryAll({ onStart }: { readonly onStart: () => void }) {
	const { paint } = usePaintContext();
	const photo = usePaint((state) => state.photo?.hash);
	const trials = usePaint((state) => state.trials);
	const count = usePaint((state) => state.catalogue?.styles.length ?? 0);
	if (photo === undefined || count === 0) return null;
	const painted = trials?.photo === photo ? trials.pictures.size : 0;
	if (trials?.running) {
		return (
			<Button icon="stop" onClick={paint.stopTrying}>
				{`Trying: ${painted} of ${count}`}
			</Button>
		);
	}
	if (painted === count) return <Button onClick={paint.dropTrials}>Show the examples</Button>;
	return (
		<Button
			icon="photo"
			onClick={() => {
				onStart();
				attempt(paint.tryAll);
			}}
		>
			Try all on my photo
		</Button>
	);
}
