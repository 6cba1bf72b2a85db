import { Workspace } from '../../ui/layout/Workspace';
import { Stage } from './components/Stage';
import { StoryColumn } from './components/StoryColumn';
import { StoryContext, type StoryContextValue } from './context';

/** The Story tab: the picture and its story in the middle, the controls in one column. */
export function Panel(context: StoryContextValue) {
	return (
		<StoryContext value={context}>
			<Workspace stage={<Stage />} column={<StoryColumn />} />
		</StoryContext>
	);
}
