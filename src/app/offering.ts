/** Adds incoming pictures to the library and offers them to the tabs; other files go to the tab that reads them. */

import { failureOf } from '../engine/jobs/failure';
import { createJobRunner } from '../engine/jobs/runner';
import { isArchive, isPictureFile } from '../library/intake/fileKinds';
import { filesOfInput, type ListFiles, type PickedFile } from '../library/intake/files';
import { leftOutSentence, unreadSentence } from '../library/intake/leftOut';
import type { DropZone } from '../library/intake/useArrivals';
import { quoted } from '../library/names';
import { receive } from '../library/receive';
import { fetchSample, type Sample } from '../library/samples';
import type { LibraryItem } from '../library/types';
import { AtelierError } from '../models/errors';
import { note, report } from '../ui/feedback/toasts';
import { counted, number } from '../ui/format';
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

/** @returns false when no tab takes it */
async function handOver(item: LibraryItem, target: Target, last: boolean): Promise<boolean> {
	const { tab, zone } = target;
	const taker = takerOf(item, target);
	await taker?.take?.({ item, zone: taker === tab ? zone : undefined, last });
	if (taker && last && taker !== tab) openTab(taker.id);
	return taker !== undefined;
}

/** Offers pictures that are in the library now to the tabs. Those that none takes are told in one note. */
async function offer(items: readonly LibraryItem[], target: Target): Promise<void> {
	if (target.zone === undefined) return;
	const left: LibraryItem[] = [];
	for (const [at, item] of items.entries()) {
		// One that fails must not stop the others.
		const isTaken = handOver(item, target, at === items.length - 1).catch((error: unknown) => {
			report(error);
			return true;
		});
		if (!(await isTaken)) left.push(item);
	}
	const [first] = left;
	if (first === undefined) return;
	const what = left.length === 1 ? `${quoted(first.name)} is` : `${number(left.length)} pictures are`;
	note([`${what} in the library.`, target.tab.declines].filter(Boolean).join(' '));
}

/** @throws AtelierError picture-* */
async function keep(file: Blob, name: string, signal?: AbortSignal): Promise<LibraryItem> {
	const { item, notes } = await receive(library, file, name, signal);
	for (const sentence of notes) note(sentence);
	return item;
}

/** Hands a file to the tab that reads files of its kind. @returns false when no tab does */
async function takeOther(file: File, { tab }: Target): Promise<boolean> {
	if (isArchive(file)) {
		await (await import('./entries')).transfers.importFile(file);
		return true;
	}
	const asked = [...new Set([tab, ...tabs])];
	const accepted = await Promise.all(asked.map((one) => one.acceptsFile?.(file)));
	const taker = asked.find((_, at) => accepted[at]);
	if (taker === undefined) return false;
	await taker.takeFile?.(file);
	if (taker !== tab) openTab(taker.id);
	return true;
}

/** Folders with more pictures than this are for Find, which keeps only small copies. */
const mostFromFolders = 200;

const isSingle = ({ path }: PickedFile): boolean => !path.includes('/');

function refuseMany(pictures: readonly PickedFile[], place: string): void {
	const count = pictures.filter((picked) => !isSingle(picked)).length;
	if (count <= mostFromFolders) return;
	throw new AtelierError(
		'pictures-too-many',
		`There are ${number(count)} pictures in ${place}, and the library takes ${mostFromFolders} from folders at once. ` +
			'Drop the folder on Find, which searches any number, or choose some of them.',
	);
}

/** Adds pictures to the library, then offers them to the tabs; other files go to the tab that reads them. */
export async function takeFiles(list: ListFiles, target: Target): Promise<void> {
	const { pictures, others, place } = await list();
	refuseMany(pictures, place);
	const single = others.filter(isSingle);
	const leftOut = others.filter((picked) => !isSingle(picked)).map(({ path }) => path);
	const items: LibraryItem[] = [];
	const failures: { readonly path: string; readonly error: unknown }[] = [];
	for (const { file, path } of [...pictures, ...single]) {
		// One bad file must not stop the others.
		try {
			if (!(await takeOther(file, target))) items.push(await keep(file, file.name));
		} catch (error) {
			const isUnknown = !isPictureFile(file) && failureOf(error).code === 'picture-unreadable';
			if (isUnknown && pictures.length + others.length > 1) leftOut.push(path);
			else failures.push({ path, error });
		}
	}
	// Each failure by itself, or a summary of many.
	if (failures.length <= 2) for (const { error } of failures) report(error);
	else report(new AtelierError('picture-unreadable', unreadSentence(failures.map(({ path }) => path))));
	const sentence = leftOutSentence(leftOut);
	if (sentence !== undefined) note(`${added(items.length)} ${sentence}`);
	await offer(items, target);
}

const added = (count: number): string =>
	count === 0 ? 'No pictures were added.' : `${counted(count, 'picture was', 'pictures were')} added.`;

const shotName = (): string => `Camera ${new Date().toTimeString().slice(0, 8).replaceAll(':', '.')}`;

/** Takes a photo that the camera has taken. @throws AtelierError picture-*; AbortError */
export async function takeShot(photo: Blob, target: Target): Promise<void> {
	await takeOne(photo, shotName(), target);
}

/** Takes a video that the camera has recorded. */
export async function takeRecording(video: Blob, target: Target): Promise<void> {
	const ending = video.type.includes('mp4') ? 'mp4' : 'webm';
	const file = new File([video], `${shotName()}.${ending}`, { type: video.type });
	await takeFiles(async () => filesOfInput([file]), target);
}

/** Adds a picture to the library, then offers it to the tabs. @throws AtelierError picture-*; AbortError */
export async function takeOne(picture: Blob, name: string, target: Target, signal?: AbortSignal): Promise<void> {
	await offer([await keep(picture, name, signal)], target);
}

/** Aborts the sample that is still loading when another one is chosen. */
const sampleRunner = createJobRunner();

/** Fetches a sample and takes it as `takeOne` does. @throws AtelierError `network-failed` */
export async function takeSample(sample: Sample, target: Target): Promise<void> {
	await sampleRunner.run(() => ({
		progress: {},
		work: async ({ signal }) => takeOne(await fetchSample(sample, signal), `${sample.title}.jpg`, target, signal),
	}));
}
