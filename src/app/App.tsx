import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { LibraryAction } from '../library/actions';
import { Filmstrip } from '../library/Filmstrip';
import { useArrivals } from '../library/intake/useArrivals';
import { fileName, saveFile } from '../library/save';
import type { LibraryItem } from '../library/types';
import { Viewer } from '../library/Viewer';
import { ErrorBoundary } from '../ui/feedback/ErrorBoundary';
import { ToastList } from '../ui/feedback/ToastList';
import { attempt, note, report } from '../ui/feedback/toasts';
import type { IconName } from '../ui/Icon';
import { Header } from './Header';
import { type Pictures, type Purpose, paste, takeFiles, takeSample, takeShot } from './pictures';
import { library } from './studio';
import { home, makerOf, tabs } from './tabs/registry';
import { openTab, useTab } from './useTab';
import './App.css';

const CameraDialog = lazy(() =>
	import('../library/intake/CameraDialog').then(({ CameraDialog }) => ({ default: CameraDialog })),
);

/** Works travel from tab to tab: what one of them can do with an item is offered under all of them. */
const actions: readonly LibraryAction[] = tabs.flatMap(({ id, actions }) =>
	actions.map((action) => ({
		...action,
		run: (item: LibraryItem) =>
			attempt(() => {
				action.run(item);
				openTab(id);
			}),
	})),
);

function remove(item: LibraryItem): void {
	attempt(() => library.remove(item.id));
	note(`“${item.name}” was deleted.`, { label: 'Undo', run: () => attempt(() => library.restore(item)) });
}

/** What an item is called in the strip, and the sign it bears there. */
function kindOf({ kind, recipe }: LibraryItem): { label: string; icon?: IconName } {
	if (kind === 'photo') return { label: 'Photo' };
	const { works, icon } = makerOf(recipe) ?? home;
	return { label: works?.label ?? 'Work', icon };
}

const endingOf = (item: LibraryItem): string => item.picture.type.replace('image/', '').replace('jpeg', 'jpg') || 'png';

/** The shell: tabs above, the tab in the middle, the library below, and every way in for pictures. */
export function App() {
	const tab = useTab();
	const selectedId = useStore(library, (state) => state.selectedId);
	const viewed = useStore(library, (state) => state.items.find(({ id }) => id === selectedId));
	const [camera, setCamera] = useState(false);
	const file = useRef<HTMLInputElement>(null);
	const purpose = useRef<Purpose>('photo');
	const zone = useArrivals({
		onFiles: tab.takeFiles,
		onNothing: () => note('There is no picture on the clipboard. Copy one, then paste again.'),
	});
	const pictures = useMemo<Pictures>(
		() => ({
			choose: (wanted) => {
				purpose.current = wanted;
				file.current?.click();
			},
			openCamera: () => setCamera(true),
			paste: () => paste(tab.purpose),
			takeSample: (sample) => takeSample(sample, tab.purpose),
		}),
		[tab],
	);
	return (
		<div className="app">
			<Header tabs={tabs} current={tab} />
			<main className="app-main" data-over={zone}>
				<ErrorBoundary name={tab.title}>
					<Suspense fallback={null}>
						<tab.Panel pictures={pictures} />
					</Suspense>
				</ErrorBoundary>
				{viewed && (
					<Viewer
						item={viewed}
						about={makerOf(viewed.recipe)?.works?.about(viewed.recipe)}
						actions={actions}
						onSave={() => saveFile(viewed.picture, fileName(viewed.name, endingOf(viewed)))}
						onRemove={() => remove(viewed)}
						onClose={() => library.select(undefined)}
					/>
				)}
				{zone && (
					<p className="app-drop" aria-hidden="true">
						<span>{tab.dropHint(zone)}</span>
					</p>
				)}
				<input
					ref={file}
					id="photo-file"
					type="file"
					className="visually-hidden"
					tabIndex={-1}
					aria-label="Choose a photo"
					accept="image/*,.heic,.heif,.avif"
					multiple
					onChange={(event) => {
						takeFiles([...(event.target.files ?? [])], purpose.current);
						event.target.value = ''; // the same file can be chosen again
					}}
				/>
			</main>
			<Filmstrip
				library={library}
				kindOf={kindOf}
				onAdd={() => pictures.choose(tab.id === 'paint' ? 'photo' : 'library')}
				onRemove={remove}
			/>
			{camera && (
				<Suspense fallback={null}>
					<CameraDialog
						onSnap={(photo) => takeShot(photo, tab.purpose)}
						onClose={() => setCamera(false)}
						onError={report}
					/>
				</Suspense>
			)}
			<ToastList />
		</div>
	);
}
