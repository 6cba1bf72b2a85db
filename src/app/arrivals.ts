/** Handles incoming pictures and files: pictures go into the library, and are then offered to the tabs. */
import { createJobRunner } from '../engine/jobs/runner';
import { readClipboard } from '../library/intake/clipboard';
import type { DropZone } from '../library/intake/useArrivals';
import { fetchSample, type Sample } from '../library/samples';
import type { LibraryItem } from '../library/types';
import { attempt, note, report } from '../ui/feedback/toasts';
import { library } from './library';
import { openTab } from './navigation';
import { tabs } from './tabs/registry';
import type { Tab } from './tabs/types';

/** Where something was dropped. Without a zone it is only added to the library. */
export interface Target {
	readonly tab: Tab;
	readonly zone: DropZone | undefined;
}

/** The tab that takes a picture: the current one if it accepts it, otherwise the first that does. */
export function takerOf(item: LibraryItem, { tab, zone }: Target): Tab | undefined {
	if (zone === undefined) return undefined;
	if (tab.accepts(item, zone)) return tab;
	return tabs.find((other) => other !== tab && other.accepts(item));
}

async function offer(item: LibraryItem, target: Target, last: boolean): Promise<void> {
	const { tab, zone } = target;
	if (zone === undefined) return;
	const taker = takerOf(item, target);
	if (taker === undefined) {
		note([`“${item.name}” is in the library.`, tab.declines].filter(Boolean).join(' '));
		return;
	}
	await taker.take?.({ item, zone: taker === tab ? zone : undefined, last });
	if (last && taker !== tab) openTab(taker.id);
}

/** @throws AtelierError picture-* */
async function keep(file: Blob, name: string, signal?: AbortSignal): Promise<LibraryItem> {
	const { receive } = await import('../library/receive');
	const { item, notes } = await receive(library, file, name, signal);
	for (const sentence of notes) note(sentence);
	return item;
}

/** Hands a file to the tab that reads files of its kind. @returns false when no tab does */
async function takeOther(file: File, { tab }: Target): Promise<boolean> {
	const taker = [tab, ...tabs].find((one) => one.acceptsFile?.(file));
	if (taker === undefined) return false;
	await taker.takeFile?.(file);
	if (taker !== tab) openTab(taker.id);
	return true;
}

/** Adds all pictures to the library, then offers them to the tabs; other files go to the tab that reads them. */
export function takeFiles(files: readonly File[], target: Target): void {
	attempt(async () => {
		const items: LibraryItem[] = [];
		for (const file of files) {
			// One bad file must not stop the others.
			try {
				if (!(await takeOther(file, target))) items.push(await keep(file, file.name || 'Pasted picture'));
			} catch (error) {
				report(error);
			}
		}
		for (const [at, item] of items.entries()) await offer(item, target, at === items.length - 1).catch(report);
	});
}

async function takeOne(picture: Blob, name: string, target: Target, signal?: AbortSignal): Promise<void> {
	await offer(await keep(picture, name, signal), target, true);
}

/** Aborts the sample that is still loading when another one is chosen. */
const sampleRunner = createJobRunner();

export function takeShot(photo: Blob, target: Target): void {
	const time = new Date().toTimeString().slice(0, 8).replaceAll(':', '.');
	attempt(() => takeOne(photo, `Camera ${time}`, target));
}

export function takeSample(sample: Sample, target: Target): void {
	attempt(() =>
		sampleRunner.run(() => ({
			progress: {},
			work: async ({ signal }) => takeOne(await fetchSample(sample, signal), `${sample.title}.jpg`, target, signal),
		})),
	);
}

export function paste(target: Target): void {
	attempt(async () => takeOne(await readClipboard(), 'Pasted picture', target));
}
