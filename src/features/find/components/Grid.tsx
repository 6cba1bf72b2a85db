import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useFind, useFindRoom, useIndex } from '../context';
import { useResize } from '../surface/useResize';
import { Cell } from './Cell';
import './Grid.css';

const gap = 16;
/** Target widths of a cell; the narrow one is for phones. */
const wide = 184;
const narrow = 132;
/** Heights of the parts below a picture, in px: two lines of caption, the explained words, the score. */
const captionHeight = 43;
const gainsHeight = 42;
const scoreHeight = 20;

/** All pictures, or the hits of a search, best first. Only the rows in sight are rendered. */
export function Grid() {
	const { find, actions } = useFindRoom();
	const entries = useIndex((state) => state.entries);
	const hits = useFind((state) => state.hits);
	const point = useFind((state) => state.point);
	const opened = useFind((state) => state.opened);
	const explains = useFind((state) => state.gains.size > 0);
	const hashes = useMemo(
		() => hits?.map(({ hash }) => hash).filter((hash) => entries.has(hash)) ?? [...entries.keys()],
		[hits, entries],
	);
	const scores = useMemo(() => new Map(hits?.map(({ hash, score }) => [hash, score])), [hits]);
	const scroller = useRef<HTMLDivElement>(null);
	const [width, setWidth] = useState(720);
	useResize(scroller, (size) => setWidth(size.width));
	const columns = Math.max(2, Math.floor((width + gap) / ((width < 480 ? narrow : wide) + gap)));
	const cell = (width - gap * (columns - 1)) / columns;
	const below = captionHeight + (explains ? gainsHeight : 0) + (hits ? scoreHeight : 0);
	const height = Math.round(0.75 * cell) + below + gap;

	const [focused, setFocused] = useState<string>();
	const at = Math.max(0, hashes.indexOf(focused ?? opened ?? ''));
	const focusedRow = Math.floor(at / columns);
	const rows = useVirtualizer({
		count: Math.ceil(hashes.length / columns),
		getScrollElement: () => scroller.current,
		estimateSize: () => height,
		overscan: 3,
		// The focused picture stays rendered however far one scrolls, or the keyboard would lose its place.
		rangeExtractor: (range) => [...new Set([focusedRow, ...defaultRangeExtractor(range)])].sort((a, b) => a - b),
	});
	// biome-ignore lint/correctness/useExhaustiveDependencies: all rows have the same height
	useLayoutEffect(() => rows.measure(), [height]);
	// biome-ignore lint/correctness/useExhaustiveDependencies: a new query starts at its best picture
	useEffect(() => {
		scroller.current?.scrollTo({ top: 0 });
		setFocused(undefined);
	}, [point]);

	/** Set by keys: the picture that gets the focus once it is rendered. */
	const wanted = useRef<string>(undefined);
	useLayoutEffect(() => {
		if (wanted.current === undefined) return;
		scroller.current?.querySelector<HTMLElement>(`[data-hash="${wanted.current}"]`)?.focus();
		wanted.current = undefined;
	});
	const move = (to: number) => {
		const target = hashes[Math.min(hashes.length - 1, Math.max(0, to))];
		wanted.current = target;
		setFocused(target);
	};
	const remove = () => {
		const gone = hashes[at];
		if (gone === undefined) return;
		move(at + 1 < hashes.length ? at + 1 : at - 1);
		actions.remove([gone]);
	};
	const onKeyDown = (event: React.KeyboardEvent) => {
		const keys: Readonly<Record<string, () => void>> = {
			ArrowRight: () => move(at + 1),
			ArrowLeft: () => move(at - 1),
			ArrowDown: () => move(at + columns < hashes.length ? at + columns : at),
			ArrowUp: () => move(at - columns >= 0 ? at - columns : at),
			Home: () => move(0),
			End: () => move(hashes.length - 1),
			Delete: remove,
			Backspace: remove,
			Escape: () => find.open(undefined),
		};
		const act = keys[event.key];
		if (act === undefined) return;
		event.preventDefault();
		act();
	};
	return (
		<div className="find-grid" ref={scroller} data-testid="find-grid">
			{hits !== undefined && hashes.length === 0 && <Nothing />}
			{/* biome-ignore lint/a11y/useSemanticElements: rows are positioned absolutely, which list markup does not allow */}
			<div
				role="list"
				aria-label="Pictures"
				style={{ height: rows.getTotalSize() }}
				onKeyDown={onKeyDown}
				// Screen readers move the focus themselves: keys act on the focused picture.
				onFocus={(event) => setFocused(event.target.dataset.hash)}
			>
				{rows.getVirtualItems().map((row) => (
					<div
						key={row.key}
						role="presentation"
						className="find-row"
						style={{ transform: `translateY(${row.start}px)`, gap }}
					>
						{hashes.slice(row.index * columns, (row.index + 1) * columns).map((hash, column) => (
							<Cell
								key={hash}
								hash={hash}
								width={cell}
								place={row.index * columns + column + 1}
								of={hashes.length}
								score={scores.get(hash)}
								opened={hash === opened}
								tabbable={hash === hashes[at]}
								onOpen={() => {
									setFocused(hash);
									find.open(hash);
								}}
							/>
						))}
					</div>
				))}
			</div>
		</div>
	);
}

/** Says why a query found no pictures. */
function Nothing() {
	const waiting = useIndex(({ entries }) => [...entries.values()].some(({ embedding }) => embedding === undefined));
	const readable = useFind(({ query }) => query?.kind !== 'sentence' || query.words.length > 0);
	return (
		<p className="find-nothing">
			{!readable
				? 'None of these words can be searched for. Describe the picture in English, such as “a dog in the snow”.'
				: waiting
					? 'Pictures are still being captioned. Matches appear here as they are ready.'
					: 'No pictures to search. Add some first.'}
		</p>
	);
}
