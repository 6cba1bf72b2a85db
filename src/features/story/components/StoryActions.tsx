import { Button } from '../../../ui/controls/Button';
import { attempt, note } from '../../../ui/feedback/toasts';
import { useStory, useStoryRoom } from '../context';
import { type Draft, keptOf } from '../state';
import './StoryActions.css';

/** What can be done with the story that stands there. */
export function StoryActions({ draft, onEdit }: { readonly draft: Draft; readonly onEdit: () => void }) {
	const { story } = useStoryRoom();
	const hasPicture = useStory((state) => state.picture !== undefined);
	const isKept = useStory((state) => keptOf(state, draft) !== undefined);
	const keep = async () => {
		await story.keep();
		note('The story is kept. It stands under “Kept stories”.');
	};
	return (
		<div className="story-actions" role="toolbar" aria-label="Story">
			<Button icon="dice" disabled={!hasPicture} onClick={() => attempt(story.reroll)}>
				Reroll
			</Button>
			<Button icon={isKept ? 'check' : 'bookmark'} disabled={isKept} onClick={() => attempt(keep)}>
				{isKept ? 'Kept' : draft.keptAs ? 'Keep changes' : 'Keep'}
			</Button>
			<Button icon="edit" onClick={onEdit}>
				Edit
			</Button>
			<Button icon="play" disabled={!hasPicture} onClick={() => attempt(() => story.continueFrom())}>
				Continue
			</Button>
		</div>
	);
}
