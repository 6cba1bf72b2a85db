import { Button } from '../../../ui/controls/Button';
import { attempt, note } from '../../../ui/feedback/toasts';
import { Actions } from '../../../ui/layout/Toolbar';
import { useStory, useStoryContext } from '../context';
import { type Draft, keptOf } from '../state';

/** Buttons for the shown story: keep, edit, continue. */
export function StoryActions({ draft, onEdit }: { readonly draft: Draft; readonly onEdit: () => void }) {
	const { story } = useStoryContext();
	const hasPicture = useStory((state) => state.picture !== undefined);
	const isKept = useStory((state) => keptOf(state, draft) !== undefined);
	const keep = async () => {
		// Other failures to write it are reported by the storage layer.
		if ((await story.keep())?.written) note('Saved to Kept stories.');
		else if (story.getState().storage === 'memory')
			note('Saved to Kept stories until this page is closed: the browser blocks storage.');
	};
	return (
		<Actions label="Story">
			<Button icon={isKept ? 'check' : 'bookmark'} disabled={isKept} onClick={() => attempt(keep)}>
				{isKept ? 'Kept' : draft.keptAs ? 'Keep changes' : 'Keep'}
			</Button>
			<Button icon="edit" onClick={onEdit}>
				Edit
			</Button>
			<Button icon="play" disabled={!hasPicture} onClick={() => attempt(() => story.continueFrom())}>
				Continue
			</Button>
		</Actions>
	);
}
