import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { IndexEntry } from '../../../library/index/types';
import { useObjectUrl } from '../../../ui/useObjectUrl';
import { rowsOf, rowWith, type Step, stepFrom } from './rows';
import { useWidth } from './useWidth';
import './PictureList.css';

interface PictureListProps {
	/** In the order in which they are walked through. */
	readonly entries: readonly IndexEntry[];
	readonly onOpen: (hash: string) => void;
}

const aimedWidth = 220;
const rowHeight = 72;

const steps: Readonly<Record<string, Step>> = {
	ArrowLeft: 'left',
	ArrowRight: 'right',
	ArrowUp: 'up',
	ArrowDown: 'down',
	Home: 'start',
	End: 'end',
};

/** What is on the map, as rows of buttons: one stop for Tab, arrow keys within. Only the rows in sight are drawn. */
export function PictureList({ entries, onOpen }: PictureListProps) {
	const scroller = useRef<HTMLDivElement>(null);
	const columns = Math.max(1, Math.floor(useWidth(scroller, 720) / aimedWidth));
	const rows = useMemo(() => rowsOf([{ title: '', items: entries }], columns), [entries, columns]);
	const [active, setActive] = useState(0);
	const [wanted, setWanted] = useState<number>();
	const tabbable = Math.min(active, entries.length - 1);
	const virtual = useVirtualizer({
		count: rows.length,
		getScrollElement: () => scroller.current,
		estimateSize: () => rowHeight,
		overscan: 4,
	});

	// Focus follows once the row is drawn.
	useEffect(() => {
		if (wanted === undefined) return;
		scroller.current?.querySelector<HTMLElement>(`[data-at="${wanted}"]`)?.focus();
		setWanted(undefined);
	}, [wanted]);

	const onKeyDown = (event: KeyboardEvent) => {
		const step = steps[event.key];
		if (step === undefined) return;
		event.preventDefault();
		const next = stepFrom(rows, tabbable, step);
		virtual.scrollToIndex(rowWith(rows, next));
		setActive(next);
		requestAnimationFrame(() => setWanted(next));
	};

	return (
		<div className="picture-list" ref={scroller}>
			{/* biome-ignore lint/a11y/useSemanticElements: rows are positioned one by one, which lists do not allow */}
			<div
				role="list"
				aria-label="Pictures, like ones beside each other"
				style={{ height: virtual.getTotalSize() }}
				onKeyDown={onKeyDown}
			>
				{virtual.getVirtualItems().map(({ key, index, start }) => {
					const row = rows[index];
					if (row?.kind !== 'items') return null;
					const style = {
						transform: `translateY(${start}px)`,
						gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
					};
					return (
						<div key={key} role="presentation" className="picture-list-row" style={style}>
							{row.items.map((entry, column) => (
								<Item
									key={entry.hash}
									entry={entry}
									at={row.first + column}
									count={entries.length}
									tabbable={row.first + column === tabbable}
									onOpen={() => {
										setActive(row.first + column);
										onOpen(entry.hash);
									}}
								/>
							))}
						</div>
					);
				})}
			</div>
		</div>
	);
}

interface ItemProps {
	readonly entry: IndexEntry;
	readonly at: number;
	readonly count: number;
	readonly tabbable: boolean;
	readonly onOpen: () => void;
}

function Item({ entry, at, count, tabbable, onOpen }: ItemProps) {
	const url = useObjectUrl(entry.thumbnail);
	return (
		// biome-ignore lint/a11y/useSemanticElements: see the list
		<div role="listitem" aria-posinset={at + 1} aria-setsize={count}>
			<button type="button" data-at={at} tabIndex={tabbable ? 0 : -1} onClick={onOpen}>
				{url ? <img src={url} alt="" /> : <span className="picture-list-blank" />}
				<span className="picture-list-words">{entry.embedding?.captions[0]?.text ?? entry.name}</span>
			</button>
		</div>
	);
}
