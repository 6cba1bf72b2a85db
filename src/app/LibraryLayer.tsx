import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Source } from '../library/browse/entry';
import { itemKey } from '../library/browse/itemSource';
import { LibraryPage } from '../library/browse/LibraryPage';
import { useEntries } from '../library/browse/useEntries';
import { Viewer } from '../library/viewer/Viewer';
import { report } from '../ui/feedback/toasts';
import styles from './App.module.css';
import { actionsOf, itemSource, kinds, removeEntries, sources, transfers } from './entries';
import { library } from './library';
import { closeLibrary, libraryView } from './libraryView';
import { useAbout } from './useAbout';

const items: readonly Source[] = [itemSource];

/** What covers a tab: the library's page, or one picture of the strip. */
export default function LibraryLayer({ onAdd }: { readonly onAdd: () => void }) {
	const isOpen = useStore(libraryView, (state) => state.isOpen);
	const selectedId = useStore(library, (state) => state.selectedId);
	if (isOpen) return <Everything onAdd={onAdd} />;
	return selectedId === undefined ? null : <One id={selectedId} />;
}

function Everything({ onAdd }: { readonly onAdd: () => void }) {
	/** The library's own items at once, the others when their tabs are loaded. */
	const [all, setAll] = useState(items);
	useEffect(() => void sources().then(setAll, report), []);
	return (
		<LibraryPage
			sources={all}
			kinds={kinds}
			actionsOf={actionsOf}
			useAbout={useAbout}
			transfers={transfers}
			onRemove={removeEntries}
			onAdd={onAdd}
			onClose={closeLibrary}
		/>
	);
}

function One({ id }: { readonly id: string }) {
	const { all } = useEntries(items);
	const entry = all.find(({ key }) => key === itemKey(id));
	const about = useAbout(entry);
	if (entry === undefined) return null;
	return (
		<Viewer
			className={styles.viewer}
			entries={all}
			entry={entry}
			about={about}
			actions={actionsOf(entry)}
			onShow={(next) => library.select(library.getState().items.find((item) => itemKey(item.id) === next.key)?.id)}
			onRemove={(gone) => removeEntries([gone])}
			onClose={() => library.select(undefined)}
		/>
	);
}
