/** Story's store put together with the engine. Loaded with the tab, or with the first picture that is to have a story. */
import { loadStoryModels } from '../../../features/story/models';
import { createStory } from '../../../features/story/store';
import { attempt, report } from '../../../ui/feedback/toasts';
import { database } from '../../database';
import { engine } from './engine';

export const story = createStory(engine, { database, onTrouble: report });

attempt(story.load);
attempt(async () => {
	const models = await loadStoryModels();
	if (models !== undefined) story.setModels(models);
});
