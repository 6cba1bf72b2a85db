/** How pictures, texts and stories come to the Story tab, and leave it. */
import type { StoryRoom } from '../../../features/story/context';
import { fromMarkdown } from '../../../features/story/markdown';
import type { Found } from '../../../features/story/opening';
import { readTextFile } from '../../../features/story/textFile';
import { withoutEnding } from '../../../library/names';
import type { LibraryItem } from '../../../library/types';
import { attempt, note, report } from '../../../ui/feedback/toasts';
import { library } from '../../studio';
import { openTab } from '../../useTab';
import { story } from './studio';

export function writeAbout(item: LibraryItem): void {
	library.select(undefined);
	attempt(() => story.writeAbout(item));
}

/** A story on the page again, with its settings and a way back. */
async function open(found: Found, name: string): Promise<void> {
	const { picture, styles, blending, options, drafts, shown } = story.getState();
	const notes = await story.open(found, library.find);
	library.select(undefined);
	note([`Story and settings restored from “${name}”.`, ...notes].join(' '), {
		label: 'Undo',
		run: () => story.setState({ picture, styles, blending, options, drafts, shown }),
	});
}

/** A picture card that was made here. */
export function openCard({ recipe, name }: LibraryItem): void {
	attempt(async () => {
		await open({ recipe }, name);
		openTab('story');
	});
}

async function takeText(file: File): Promise<void> {
	const text = await readTextFile(file, file.name);
	const saved = fromMarkdown(text);
	if (saved !== undefined) return open(saved, withoutEnding(file.name));
	const style = await story.addStyle({ text, name: withoutEnding(file.name) });
	if (style !== undefined) note(`“${style.name}” is a style now, and chosen.`);
}

export function takeTexts(files: readonly File[]): void {
	attempt(async () => {
		// One bad file must not keep the others out.
		for (const file of files) await takeText(file).catch(report);
	});
}

function openKept(id: string): void {
	const kept = story.getState().kept.find((one) => one.id === id);
	if (kept === undefined) return;
	const { recipe, text, thumbnail, picture } = kept;
	attempt(() => open({ recipe, text, keptAs: id, ...(thumbnail && { thumbnail }) }, picture.name));
}

function removeKept(id: string): void {
	const kept = story.getState().kept.find((one) => one.id === id);
	if (kept === undefined) return;
	attempt(() => story.removeKept(id));
	note(`The story about “${kept.picture.name}” was deleted.`, {
		label: 'Undo',
		run: () => attempt(() => story.restoreKept(kept)),
	});
}

function removeStyle(id: string): void {
	const style = story.getState().ownStyles.find((one) => one.id === id);
	if (style === undefined) return;
	attempt(() => story.removeStyle(id));
	note(`The style “${style.name}” was deleted.`, {
		label: 'Undo',
		run: () => attempt(() => story.restoreStyle(style)),
	});
}

/** What the panel asks of the shell, but for the ways that all tabs share. */
export const storyPictures: Pick<StoryRoom['pictures'], 'takeTexts' | 'openKept' | 'removeKept' | 'removeStyle'> = {
	takeTexts,
	openKept,
	removeKept,
	removeStyle,
};
