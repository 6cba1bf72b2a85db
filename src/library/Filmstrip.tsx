import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { useKeptFocus } from '../ui/focus/useKeptFocus';
import { Icon, type IconName } from '../ui/Icon';
import { useObjectUrl } from '../ui/useObjectUrl';
import styles from './Filmstrip.module.css';
import type { Library } from './store';
import type { LibraryItem } from './types';

interface Kind {
	readonly label: string;
	readonly icon?: IconName;
}

interface FilmstripProps {
	readonly library: Library;
	/** An item's name and icon. */
	readonly kindOf: (item: LibraryItem) => Kind;
	readonly onAdd: () => void;
	/** Opens the library's page. */
	readonly onLibrary: () => void;
	readonly onRemove: (item: LibraryItem) => void;
	/** Opens an item's menu. @param frame where the item is on the page */
	readonly onMenu: (item: LibraryItem, frame: DOMRect) => void;
}

/**
 * The library's pictures and works, newest at the right. A click opens one in the viewer; Delete removes it; a right
 * click, a long press or F2 opens its menu.
 */
export function Filmstrip({ library, kindOf, onAdd, onLibrary, onRemove, onMenu }: FilmstripProps) {
	const { items, selectedId, storage } = useStore(library);
	const list = useRef<HTMLUListElement>(null);
	const count = items.length;
	useEffect(() => {
		if (count > 0) list.current?.scrollTo({ left: list.current.scrollWidth });
	}, [count]);
	return (
		<section {...useKeptFocus<HTMLElement>()} className={styles.strip} aria-label="Library">
			<button type="button" className={styles.add} aria-label="Add pictures" title="Add pictures" onClick={onAdd}>
				<Icon name="add" />
			</button>
			<button type="button" className={styles.library} onClick={onLibrary}>
				<Icon name="grid" />
				Library
			</button>
			{count === 0 ? (
				<p className={styles.empty}>Photos you add and pictures you make are kept here, on this device only.</p>
			) : (
				<ul ref={list}>
					{items.map((item) => (
						<li key={item.id}>
							<Frame
								item={item}
								kind={kindOf(item)}
								selected={item.id === selectedId}
								onOpen={() => library.select(item.id === selectedId ? undefined : item.id)}
								onRemove={() => onRemove(item)}
								onMenu={(frame) => onMenu(item, frame)}
							/>
						</li>
					))}
				</ul>
			)}
			{storage === 'memory' && (
				<p className={styles.warning}>
					This browser refuses storage: the library is lost when the page closes. Save what you want to keep.
				</p>
			)}
		</section>
	);
}

interface FrameProps {
	readonly item: LibraryItem;
	readonly kind: Kind;
	readonly selected: boolean;
	readonly onOpen: () => void;
	readonly onRemove: () => void;
	readonly onMenu: (frame: DOMRect) => void;
}

function Frame({ item, kind, selected, onOpen, onRemove, onMenu }: FrameProps) {
	const url = useObjectUrl(item.thumbnail);
	return (
		<button
			type="button"
			className={styles.frame}
			aria-keyshortcuts="F2 Delete"
			aria-pressed={selected}
			aria-label={`${kind.label}: ${item.name}`}
			title={item.name}
			onClick={onOpen}
			onKeyDown={(event) => {
				if (event.key === 'Delete' || event.key === 'Backspace') onRemove();
				if (event.key === 'F2') onMenu(event.currentTarget.getBoundingClientRect());
			}}
			onContextMenu={(event) => {
				event.preventDefault();
				onMenu(event.currentTarget.getBoundingClientRect());
			}}
		>
			<img src={url} alt="" style={{ aspectRatio: `${item.width} / ${item.height}` }} />
			{kind.icon && (
				<span className={styles.badge}>
					<Icon name={kind.icon} size={12} />
				</span>
			)}
		</button>
	);
}
