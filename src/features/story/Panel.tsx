import { Workspace } from '../../ui/layout/Workspace';
import { Stage } from './components/Stage';
import { StoryColumn } from './components/StoryColumn';
import { StoryContext, type StoryRoom } from './context';

/** The Story tab: the picture and its story in the middle, the controls in one column. */
export function Panel(room: StoryRoom) {
	return (
		<StoryContext value={room}>
			<Workspace stage={<Stage />} column={<StoryColumn />} />
		</StoryContext>
	);
}
