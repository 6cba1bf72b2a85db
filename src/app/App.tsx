import { useCallback, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Example } from '../library/Examples';
import { Filmstrip } from '../library/Filmstrip';
import { filesOfInput } from '../library/intake/files';
import { type DropZone, useArrivals } from '../library/intake/useArrivals';
import type { LibraryItem } from '../library/types';
import { FileInput, pictureTypes } from '../ui/controls/FileInput';
import { Confirmation } from '../ui/feedback/Confirmation';
import { lazyDialog, lazyPart } from '../ui/feedback/lazyPart';
import { ToastList } from '../ui/feedback/ToastList';
import { attempt, note, report } from '../ui/feedback/toasts';
import type { IconName } from '../ui/Icon';
import styles from './App.module.css';
import { paste, takeFiles, takeRecording, takeSample, takeShot } from './arrivals';
import { Header } from './Header';
import { library } from './library';
import { libraryView, openLibrary } from './libraryView';
import { homeId, openTab, useTabId } from './navigation';
import { makerOf, tabs, tabToShow } from './tabs/registry';
import type { Shell } from './tabs/types';

const CameraDialog = lazyDialog('The camera', async () => ({
	default: (await import('../library/intake/CameraDialog')).CameraDialog,
}));

const FrameMenu = lazyDialog('The menu', () => import('./FrameMenu'));

const LibraryLayer = lazyPart('The library', () => import('./LibraryLayer'));

/** An item's name and icon in the strip. */
function kindOf({ kind, recipe }: LibraryItem): { label: string; icon?: IconName } {
	if (kind === 'photo') return { label: 'Photo' };
	// A work of a version with other tabs keeps its place.
	const maker = makerOf(recipe);
	return { label: maker?.works?.label ?? 'Work', icon: maker?.icon ?? tabToShow(homeId).icon };
}

/** One finished work of each tab. */
const examples: readonly Example[] = tabs.map(({ id, title: tab, icon, example: { title, picture } }) => ({
	...{ id, tab, icon, title, picture },
	open() {
		openTab(id);
		attempt(async () => (await import('./tabs/parts')).openExample(id));
	},
}));

/** Removes an item, and offers to undo that. */
const remove = (item: LibraryItem): void => attempt(async () => (await import('./entries')).removeItem(item));

/** The shell: the header with the tabs, the current tab, the library below, and every way to add pictures. */
export function App() {
	const tab = tabToShow(useTabId());
	const selectedId = useStore(library, (state) => state.selectedId);
	const isCovered = useStore(libraryView, (state) => state.isOpen) || selectedId !== undefined;
	const [camera, setCamera] = useState(false);
	const [menu, setMenu] = useState<{ readonly id: string; readonly frame: DOMRect }>();
	const closeMenu = useCallback(() => setMenu(undefined), []);
	const file = useRef<HTMLInputElement>(null);
	/** The zone of the tab that chosen files go to. */
	const chosenFor = useRef<DropZone | undefined>('page');
	const choose = useCallback((zone: DropZone | undefined): void => {
		chosenFor.current = zone;
		file.current?.click();
	}, []);
	const zone = useArrivals({
		onFiles: tab.takeDrop ?? ((list, zone) => takeFiles(list, { tab, zone })),
		onNothing: note,
	});
	const shell = useMemo<Shell>(() => {
		const page = { tab, zone: 'page' };
		return {
			choose,
			openCamera: () => setCamera(true),
			paste: () => paste(page),
			takeSample: (sample) => takeSample(sample, page),
			examples,
			others: tabs.filter((other) => other !== tab),
			send(item, id) {
				const to = tabs.find((other) => other.id === id);
				to?.actions.find(({ fits }) => fits?.(item) ?? true)?.run(item);
				openTab(id);
			},
		};
	}, [tab, choose]);
	return (
		<div className={styles.app}>
			<Header tabs={tabs} current={tab} />
			<main className={styles.main} data-over={zone}>
				<tab.Page shell={shell} />
				{isCovered && <LibraryLayer onAdd={() => choose(undefined)} />}
				{zone && (
					<p className={styles.drop} aria-hidden="true">
						<span>{tab.dropHint(zone)}</span>
					</p>
				)}
				<FileInput
					ref={file}
					id="photo-file"
					label="Choose a photo"
					accept={`${pictureTypes},video/*,.mkv`}
					multiple
					onFiles={(files) => takeFiles(async () => filesOfInput(files), { tab, zone: chosenFor.current })}
				/>
			</main>
			<ToastList />
			<Filmstrip
				library={library}
				kindOf={kindOf}
				onAdd={() => choose(tab.stripZone)}
				onLibrary={openLibrary}
				onRemove={remove}
				onMenu={({ id }, frame) => setMenu({ id, frame })}
			/>
			{menu && <FrameMenu key={menu.id} {...menu} onClose={closeMenu} />}
			{camera && (
				<CameraDialog
					onSnap={(photo) => takeShot(photo, { tab, zone: 'page' })}
					onRecord={(video) => takeRecording(video, { tab, zone: 'page' })}
					onClose={() => setCamera(false)}
					onError={report}
				/>
			)}
			<Confirmation />
		</div>
	);
}
