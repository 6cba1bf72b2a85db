/** Story's store put together with the engine. Loaded with the tab, or with the first picture that is to have a story. */
import { loadStoryModels } from '../../../features/story/models';
import type { StoryStores } from '../../../features/story/state';
import { createStory } from '../../../features/story/store';
import { attempt, report } from '../../../ui/feedback/toasts';
import { databaseOf } from '../../database';
import { engine } from './engine';

export const story = createStory(engine, { database: databaseOf<StoryStores>(), onTrouble: report });

attempt(story.load);
attempt(async () => {
	const models = await loadStoryModels();
	if (models !== undefined) story.setModels(models);
});
