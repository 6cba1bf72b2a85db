/** Story's store put together with the engine. Loaded with the tab, or with the first picture that is to have a story. */
import { loadStoryModels } from '../../../features/story/models';
import { storySession } from '../../../features/story/session';
import type { StoryStores } from '../../../features/story/state';
import { createStory } from '../../../features/story/store';
import { attempt, report } from '../../../ui/feedback/toasts';
import { databaseOf } from '../../database';
import { library } from '../../library';
import { sessions } from '../../session';
import { engine } from './engine';

export const story = createStory(engine, { database: databaseOf<StoryStores>(), onTrouble: report });

attempt(story.load);
attempt(async () => {
	// The picture is the library's.
	await library.opened;
	await sessions.keep('story', story, storySession(story, library.find));
});
attempt(async () => {
	const models = await loadStoryModels();
	if (models !== undefined) story.setModels(models);
});
