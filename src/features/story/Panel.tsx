import { Column } from './components/Column';
import { Stage } from './components/Stage';
import { StoryContext, type StoryRoom } from './context';
import './Panel.css';

/** The Story tab: the picture and its story in the middle, the controls in one column. */
export function Panel(room: StoryRoom) {
	return (
		<StoryContext value={room}>
			<div className="story">
				<Stage />
				<Column />
			</div>
		</StoryContext>
	);
}
