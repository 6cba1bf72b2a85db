import { Column } from '../../../ui/layout/Column';
import { KeptStories } from './KeptStories';
import { Settings } from './Settings';
import { StyleChips } from './StyleChips';
import { WritingBar } from './WritingBar';

/** Everything that can be set, from what matters most to what matters least, what is kept, and the button. */
export const StoryColumn = () => (
	<Column aria-label="Story settings" footer={<WritingBar />}>
		<StyleChips />
		<Settings />
		<KeptStories />
	</Column>
);
