import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useFind, useFindRoom, useIndex } from '../context';
import { Cell } from './Cell';
import './Grid.css';

const gap = 12;
/** Widths that a cell aims at; the narrower for phones. */
const wide = 176;
const narrow = 132;
/** Two lines of caption and one of score. */
const words = 62;

/** All pictures, or those that were found, best first. Only the rows in sight are drawn. */
export function Grid() {
	const { find, pictures } = useFindRoom();
	const entries = useIndex((state) => state.entries);
	const hits = useFind((state) => state.hits);
	const opened = useFind((state) => state.opened);
	const hashes = useMemo(
		() => hits?.map(({ hash }) => hash).filter((hash) => entries.has(hash)) ?? [...entries.keys()],
		[hits, entries],
	);
	const scores = useMemo(() => new Map(hits?.map(({ hash, score }) => [hash, score])), [hits]);
	const scroller = useRef<HTMLDivElement>(null);
	const width = useWidth(scroller);
	const aim = width < 480 ? narrow : wide;
	const columns = Math.max(2, Math.floor((width + gap) / (aim + gap)));
	const cell = (width - gap * (columns - 1)) / columns;
	const rows = useVirtualizer({
		count: Math.ceil(hashes.length / columns),
		getScrollElement: () => scroller.current,
		estimateSize: () => cell + words + gap,
		overscan: 3,
	});
	// biome-ignore lint/correctness/useExhaustiveDependencies: a cell's size changes with the width alone
	useEffect(() => rows.measure(), [cell]);
	// biome-ignore lint/correctness/useExhaustiveDependencies: a new search begins at its best picture
	useEffect(() => scroller.current?.scrollTo({ top: 0 }), [hits]);

	const [focused, setFocused] = useState<string>();
	const at = Math.max(0, hashes.indexOf(focused ?? opened ?? ''));
	const move = (to: number) => {
		const target = hashes[Math.min(hashes.length - 1, Math.max(0, to))];
		if (target === undefined) return;
		setFocused(target);
		rows.scrollToIndex(Math.floor(hashes.indexOf(target) / columns));
		requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-hash="${target}"]`)?.focus());
	};
	const onKeyDown = (event: React.KeyboardEvent) => {
		const steps: Readonly<Record<string, number>> = {
			ArrowRight: at + 1,
			ArrowLeft: at - 1,
			ArrowDown: at + columns,
			ArrowUp: at - columns,
			Home: 0,
			End: hashes.length - 1,
		};
		const target = steps[event.key];
		if (target !== undefined) {
			event.preventDefault();
			move(target);
		} else if (event.key === 'Delete' && hashes[at] !== undefined) {
			pictures.remove([hashes[at]]);
			move(at + 1);
		}
	};
	if (hits !== undefined && hashes.length === 0) {
		return <p className="find-nothing">Nothing was found for that. Describe what is to be seen, in other words.</p>;
	}
	return (
		<div className="find-grid" ref={scroller}>
			{/* biome-ignore lint/a11y/useSemanticElements: rows are positioned one by one, which lists do not allow */}
			<div role="list" aria-label="Pictures" style={{ height: rows.getTotalSize() }} onKeyDown={onKeyDown}>
				{rows.getVirtualItems().map((row) => (
					<div key={row.key} className="find-row" style={{ transform: `translateY(${row.start}px)`, gap }}>
						{hashes.slice(row.index * columns, (row.index + 1) * columns).map((hash) => (
							<Cell
								key={hash}
								hash={hash}
								size={cell}
								score={scores.get(hash)}
								opened={hash === opened}
								tabbable={hash === hashes[at]}
								onOpen={() => {
									setFocused(hash);
									find.open(hash === opened ? undefined : hash);
								}}
							/>
						))}
					</div>
				))}
			</div>
		</div>
	);
}

/** Width inside the padding, in px, as it changes. */
function useWidth(ref: React.RefObject<HTMLElement | null>): number {
	const [width, setWidth] = useState(720);
	useEffect(() => {
		const element = ref.current;
		if (element === null) return;
		const watch = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
		watch.observe(element);
		return () => watch.disconnect();
	}, [ref]);
	return width;
}
