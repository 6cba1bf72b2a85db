import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { Icon } from '../ui/Icon';
import { useObjectUrl } from '../ui/useObjectUrl';
import type { Library } from './store';
import type { LibraryItem } from './types';
import './Filmstrip.css';

interface FilmstripProps {
	readonly library: Library;
	readonly onAdd: () => void;
	readonly onRemove: (item: LibraryItem) => void;
}

/** Everything that came in or was made, newest at the right. A click opens it above; Delete removes it. */
export function Filmstrip({ library, onAdd, onRemove }: FilmstripProps) {
	const { items, selectedId, storage } = useStore(library);
	const list = useRef<HTMLUListElement>(null);
	const count = items.length;
	useEffect(() => {
		if (count > 0) list.current?.scrollTo({ left: list.current.scrollWidth });
	}, [count]);
	return (
		<section className="filmstrip" aria-label="Library">
			<button type="button" className="filmstrip-add" aria-label="Add pictures" title="Add pictures" onClick={onAdd}>
				<Icon name="add" />
			</button>
			{count === 0 ? (
				<p className="filmstrip-empty">Photos you add and paintings you make are kept here, on this device only.</p>
			) : (
				<ul ref={list}>
					{items.map((item) => (
						<li key={item.id}>
							<Frame
								item={item}
								selected={item.id === selectedId}
								onOpen={() => library.select(item.id === selectedId ? undefined : item.id)}
								onRemove={() => onRemove(item)}
							/>
						</li>
					))}
				</ul>
			)}
			{storage === 'memory' && (
				<p className="filmstrip-warning">
					This browser refuses storage: the library is lost when the page closes. Save what you want to keep.
				</p>
			)}
		</section>
	);
}

interface FrameProps {
	readonly item: LibraryItem;
	readonly selected: boolean;
	readonly onOpen: () => void;
	readonly onRemove: () => void;
}

function Frame({ item, selected, onOpen, onRemove }: FrameProps) {
	const url = useObjectUrl(item.thumbnail);
	const kind = item.kind === 'work' ? 'Painting' : 'Photo';
	return (
		<button
			type="button"
			className="frame"
			aria-pressed={selected}
			aria-label={`${kind}: ${item.name}`}
			title={item.name}
			onClick={onOpen}
			onKeyDown={(event) => {
				if (event.key === 'Delete' || event.key === 'Backspace') onRemove();
			}}
		>
			<img src={url} alt="" style={{ aspectRatio: `${item.width} / ${item.height}` }} />
			{item.kind === 'work' && (
				<span className="frame-badge">
					<Icon name="brush" size={12} />
				</span>
			)}
		</button>
	);
}
