import { type KeyboardEvent, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { Button } from '../../ui/controls/Button';
import { Chip } from '../../ui/controls/Chip';
import { FileInput } from '../../ui/controls/FileInput';
import { SearchField } from '../../ui/controls/SearchField';
import { Running } from '../../ui/feedback/RunBar';
import { attempt } from '../../ui/feedback/toasts';
import { RovingGroup } from '../../ui/focus/RovingGroup';
import { useBackCloses } from '../../ui/focus/useBackCloses';
import { useReturnFocus } from '../../ui/focus/useReturnFocus';
import { number } from '../../ui/format';
import type { IconName } from '../../ui/Icon';
import { TileGrid } from '../../ui/layout/TileGrid';
import type { Transfers } from '../archive/transfers';
import { Viewer } from '../viewer/Viewer';
import { CompareView } from './CompareView';
import { belowPicture, EntryTile } from './EntryTile';
import {
	type Entry,
	type EntryAction,
	filtered,
	isOfKind,
	type Sort,
	type Source,
	sorts,
	withKeys,
	withPictures,
} from './entry';
import styles from './LibraryPage.module.css';
import { SelectionBar } from './SelectionBar';
import { extended, nothing, shownPart, toggled } from './selection';
import { useEntries } from './useEntries';

export interface EntryKind {
	readonly id: string;
	/** One entry of it: "Painting". */
	readonly label: string;
	readonly plural: string;
	readonly icon: IconName;
}

interface LibraryPageProps {
	readonly sources: readonly Source[];
	readonly kinds: readonly EntryKind[];
	readonly actionsOf: (entry: Entry) => readonly EntryAction[];
	/** One line on how a work was made. */
	readonly useAbout: (entry: Entry | undefined) => string | undefined;
	readonly transfers: Transfers;
	/** Removes entries and offers to undo it. */
	readonly onRemove: (entries: readonly Entry[]) => void;
	readonly onAdd: () => void;
	readonly onClose: () => void;
}

const isSelectAll = ({ key, ctrlKey, metaKey }: KeyboardEvent): boolean =>
	key.toLowerCase() === 'a' && (ctrlKey || metaKey);

const isText = (target: EventTarget): boolean => target instanceof HTMLInputElement && target.type !== 'checkbox';

const widths = { wide: 184, narrow: 132 };
const heightOf = (width: number): number => Math.round(0.75 * width) + belowPicture;

/** Everything that was made and added, in one place: filtered, searched, sorted, selected, compared, exported. */
export function LibraryPage(props: LibraryPageProps) {
	const { sources, kinds, actionsOf, useAbout, transfers, onRemove, onAdd, onClose } = props;
	const { all, captionsOf, words } = useEntries(sources);
	const [kind, setKind] = useState('all');
	const [text, setText] = useState('');
	const [sort, setSort] = useState<Sort>('newest');
	const [selected, setSelected] = useState(nothing);
	const [shownKey, setShownKey] = useState<string>();
	const [compared, setCompared] = useState<readonly [Entry, Entry]>();
	const run = useStore(transfers, (state) => state.run);
	const sought = useDeferredValue(text);
	const entries = useMemo(() => filtered(all, { kind, text: sought, sort }, words), [all, kind, sought, sort, words]);
	const keys = useMemo(() => entries.map(({ key }) => key), [entries]);
	const byKey = useMemo(() => new Map(entries.map((entry) => [entry.key, entry])), [entries]);
	const selection = useMemo(() => shownPart(selected, keys), [selected, keys]);
	const chosen = withKeys(entries, selection.keys);
	const shown = shownKey === undefined ? undefined : byKey.get(shownKey);
	const about = useAbout(shown);
	const isCovered = shown !== undefined || compared !== undefined;
	const page = useRef<HTMLElement>(null);
	const file = useRef<HTMLInputElement>(null);
	useReturnFocus();
	useBackCloses(onClose);
	useEffect(() => page.current?.focus({ preventScroll: true }), []);

	const remove = (gone: readonly Entry[]): void => {
		const at = entries.findIndex(({ key }) => key === shownKey);
		const next = entries[at + 1] ?? entries[at - 1];
		if (gone.some(({ key }) => key === shownKey)) setShownKey(next?.key);
		setSelected(nothing);
		onRemove(gone);
	};
	const press = (
		key: string,
		{ shiftKey, ctrlKey, metaKey }: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean },
	) => {
		if (shiftKey) setSelected(extended(selection, key, keys));
		else if (ctrlKey || metaKey || selection.keys.size > 0) setSelected(toggled(selection, key));
		else setShownKey(key);
	};
	const onKey = (event: KeyboardEvent, key: string, move: (by: number) => void): boolean => {
		const entry = byKey.get(key);
		if (event.key === ' ') setSelected(toggled(selection, key));
		else if ((event.key === 'Delete' || event.key === 'Backspace') && entry) {
			if (!selection.keys.has(key)) move(key === keys.at(-1) ? -1 : 1);
			remove(selection.keys.has(key) ? chosen : [entry]);
		} else return false;
		return true;
	};
	const onEscape = () => {
		if (selection.keys.size > 0) setSelected(nothing);
		else onClose();
	};
	const chips = [{ id: 'all', plural: 'All' }, { id: 'favourite', plural: 'Favourites' }, ...kinds].map(
		({ id, plural }) => ({ id, plural, count: all.filter((entry) => isOfKind(entry, id)).length }),
	);
	const kindOf = new Map(kinds.map((one) => [one.id, one]));
	return (
		<section
			ref={page}
			className={styles.page}
			aria-label="Whole library"
			tabIndex={-1}
			data-testid="library"
			onKeyDown={(event) => {
				if (event.defaultPrevented || event.target instanceof HTMLSelectElement) return;
				if (event.key === 'Escape') onEscape();
				else if (isSelectAll(event) && !isCovered && !isText(event.target)) {
					event.preventDefault();
					setSelected({ keys: new Set(keys) });
				}
			}}
		>
			<header className={styles.head}>
				<h1>Library</h1>
				<SearchField
					className={styles.search}
					label="Search the library"
					placeholder="Names, captions, sentences, stories"
					value={text}
					onChange={setText}
				/>
				<select aria-label="Sort" value={sort} onChange={(event) => setSort(event.target.value as Sort)}>
					{Object.entries(sorts).map(([id, { label }]) => (
						<option key={id} value={id}>
							{label}
						</option>
					))}
				</select>
				<Button look="plain" icon="add" iconOnPhones onClick={onAdd}>
					Add
				</Button>
				<Button look="plain" icon="folder" iconOnPhones onClick={() => file.current?.click()}>
					Import ZIP
				</Button>
				<Button
					look="plain"
					icon="save"
					iconOnPhones
					disabled={entries.length === 0}
					onClick={() => attempt(() => transfers.exportEntries(withPictures(entries, all)))}
				>
					Export all
				</Button>
				<Button look="plain" icon="close" iconOnly onClick={onClose}>
					Close
				</Button>
				<FileInput
					ref={file}
					label="Choose a ZIP file"
					accept=".zip,application/zip"
					onFiles={([chosen]) => attempt(() => transfers.importFile(chosen as File))}
				/>
			</header>
			<RovingGroup className={styles.kinds} label="Show">
				{chips
					.filter(({ id, count }) => count > 0 || id === 'all' || id === kind)
					.map(({ id, plural, count }) => (
						<Chip key={id} chosen={id === kind} onPick={() => setKind(id)}>
							{plural} <span className={styles.count}>{number(count)}</span>
						</Chip>
					))}
			</RovingGroup>
			<TileGrid
				label="Entries"
				keys={keys}
				widths={widths}
				heightOf={heightOf}
				startOver={`${kind} ${sort}`}
				onKey={onKey}
				renderTile={(key, place) => {
					const entry = byKey.get(key);
					if (entry === undefined) return null;
					const { label = 'Picture', icon = 'photo' } = kindOf.get(entry.kind) ?? {};
					return (
						<EntryTile
							key={key}
							entry={entry}
							label={label}
							icon={icon}
							caption={entry.caption || captionsOf(entry)[0]}
							selected={selection.keys.has(key)}
							{...place}
							onPress={(event) => press(key, event)}
							onSelect={(shiftKey) => setSelected(shiftKey ? extended(selection, key, keys) : toggled(selection, key))}
						/>
					);
				}}
			>
				{entries.length === 0 && (
					<p className={styles.empty}>
						{all.length === 0
							? 'Photos you add and pictures you make are kept here, on this device only.'
							: 'Nothing here matches. Search for other words, or show all kinds.'}
					</p>
				)}
			</TileGrid>
			{run && (
				<div className={styles.transfer}>
					<Running
						doing={run.doing}
						figure={run.count > 0 && `${number(run.done)} of ${number(run.count)}`}
						progress={{ label: run.doing, max: run.count, value: run.count > 0 ? run.done : undefined }}
					>
						<Button icon="stop" onClick={transfers.stop}>
							Stop
						</Button>
					</Running>
				</div>
			)}
			{chosen.length > 0 && (
				<SelectionBar
					selected={chosen}
					actionsOf={actionsOf}
					onFavourite={(favourite) =>
						attempt(() => Promise.all(chosen.map((entry) => entry.source.change(entry, { favourite }))))
					}
					onCompare={setCompared}
					onExport={() => attempt(() => transfers.exportEntries(withPictures(chosen, all)))}
					onRemove={() => remove(chosen)}
					onClear={() => setSelected(nothing)}
				/>
			)}
			{shown && (
				<Viewer
					entries={entries}
					entry={shown}
					about={about}
					suggestion={captionsOf(shown)[0]}
					actions={actionsOf(shown)}
					onShow={({ key }) => setShownKey(key)}
					onRemove={(entry) => remove([entry])}
					onClose={() => setShownKey(undefined)}
				/>
			)}
			{compared && <CompareView pair={compared} onClose={() => setCompared(undefined)} />}
		</section>
	);
}
