import type { Example } from '../../library/Examples';
import type { Sample } from '../../library/samples';
import { createPanelContext } from '../../ui/requiredContext';
import type { StoryState } from './state';
import type { Story } from './store';

/** What the panel's components share. */
export interface StoryContextValue {
	readonly story: Story;
	/** Actions with pictures and texts that the shell provides. */
	readonly pictures: {
		readonly examples: readonly Example[];
		choose(): void;
		openCamera(): void;
		paste(): void;
		takeSample(sample: Sample): void;
		/** Opens text files: a saved story opens again, any other text becomes a style. */
		takeTexts(files: readonly File[]): void;
		openKept(id: string): void;
		removeKept(id: string): void;
		removeStyle(id: string): void;
	};
}

export const [StoryContext, useStoryContext, useStory] = createPanelContext<StoryContextValue, StoryState>(
	'the Story panel',
	({ story }) => story,
);
