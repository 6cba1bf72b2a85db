/** Handles Story's incoming pictures and texts, and its kept stories. */
import type { StoryContextValue } from '../../../features/story/context';
import { fromMarkdown } from '../../../features/story/markdown';
import type { Found } from '../../../features/story/opening';
import { nameOf } from '../../../features/story/recipe';
import { readTextFile } from '../../../features/story/textFile';
import { quoted, withoutEnding } from '../../../library/names';
import { tabOf } from '../../../library/recipe';
import type { LibraryItem } from '../../../library/types';
import { attempt, note, noteRemoval, report } from '../../../ui/feedback/toasts';
import { library } from '../../library';
import type { Arrival } from '../types';
import { story } from './studio';

export function writeAbout(item: LibraryItem): void {
	library.select(undefined);
	attempt(() => story.writeAbout(item));
}

/** Opens a story with its settings, and offers to undo that. */
export async function openStory(found: Found, name: string): Promise<void> {
	const { notes, undo } = await story.open(found, library.find);
	library.select(undefined);
	note([`Story and settings restored from ${quoted(name)}.`, ...notes].join(' '), {
		label: 'Undo',
		run: undo,
	});
}

/** Opens the story of a picture card that was made here. */
export const openCard = ({ recipe, name }: LibraryItem): Promise<void> => openStory({ recipe }, name);

/** Opens the card, or writes about the picture. Of several, only the last is used; the others only go to the library. */
export async function take({ item, last }: Arrival): Promise<void> {
	if (!last) return;
	if (tabOf(item.recipe) === 'story') await openCard(item);
	else writeAbout(item);
}

/** Opens a story that was saved as a text; any other text becomes a style. */
export async function takeText(file: File): Promise<void> {
	const text = await readTextFile(file, file.name);
	const saved = fromMarkdown(text);
	if (saved !== undefined) return openStory(saved, withoutEnding(file.name));
	const style = await story.addStyle({ text, name: withoutEnding(file.name) });
	if (style !== undefined) note(`${quoted(style.name)} is a style now, and chosen.`);
}

function takeTexts(files: readonly File[]): void {
	attempt(async () => {
		// One bad file must not keep the others out.
		for (const file of files) await takeText(file).catch(report);
	});
}

function openKept(id: string): void {
	const kept = story.getState().kept.find((one) => one.id === id);
	if (kept === undefined) return;
	const { recipe, text, thumbnail, picture } = kept;
	attempt(() => openStory({ recipe, text, keptAs: id, ...(thumbnail && { thumbnail }) }, picture.name));
}

const deletedStories = (count: number): string => `${count} stories were deleted.`;
const deletedStyles = (count: number): string => `${count} styles were deleted.`;

function removeKept(id: string): void {
	const kept = story.getState().kept.find((one) => one.id === id);
	if (kept === undefined) return;
	attempt(() => story.removeKept(id));
	noteRemoval(`The story “${nameOf(kept.recipe)}” was deleted.`, {
		count: 1,
		textOf: deletedStories,
		undo: () => attempt(() => story.restoreKept(kept)),
	});
}

function removeStyle(id: string): void {
	const style = story.getState().ownStyles.find((one) => one.id === id);
	if (style === undefined) return;
	attempt(() => story.removeStyle(id));
	noteRemoval(`The style ${quoted(style.name)} was deleted.`, {
		count: 1,
		textOf: deletedStyles,
		undo: () => attempt(() => story.restoreStyle(style)),
	});
}

/** The shell's actions for the panel that other tabs do not have. */
export const storyPictures: Pick<
	StoryContextValue['pictures'],
	'takeTexts' | 'openKept' | 'removeKept' | 'removeStyle'
> = {
	takeTexts,
	openKept,
	removeKept,
	removeStyle,
};
