import { fromMarkdown } from '../../../features/story/markdown';
import { fetchExample, keepSample } from '../../exampleFiles';
import { openStory } from './intake';

/** Shows a finished story with its picture and settings. */
export async function open(): Promise<void> {
	const [file] = await Promise.all([fetchExample('story.md'), keepSample('chelsea')]);
	const saved = fromMarkdown(await file.text());
	if (saved !== undefined) await openStory(saved, 'the example');
}
