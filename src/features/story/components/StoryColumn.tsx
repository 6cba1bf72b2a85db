import { Column } from '../../../ui/layout/Column';
import { KeptStories } from './KeptStories';
import { Settings } from './Settings';
import { StyleChips } from './StyleChips';
import { WritingBar } from './WritingBar';

/** The settings, most important first, kept stories, and the main button. */
export const StoryColumn = () => (
	<Column aria-label="Story settings" footer={<WritingBar />}>
		<StyleChips />
		<Settings />
		<KeptStories />
	</Column>
);
