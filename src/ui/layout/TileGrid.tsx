import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { classes } from '../classes';
import { useResize } from '../surface/useResize';
import styles from './TileGrid.module.css';

/** What a tile needs to know of its place. */
export interface TilePlace {
	/** In px. */
	readonly width: number;
	/** Position among all tiles, rendered or not, from 1. */
	readonly place: number;
	readonly of: number;
	/** Whether the Tab key stops here: one tile of the grid is a stop, arrow keys lead to the others. */
	readonly tabbable: boolean;
}

interface TileGridProps {
	readonly label: string;
	readonly keys: readonly string[];
	/** Target widths of a tile on wide and narrow screens, in px. */
	readonly widths: { readonly wide: number; readonly narrow: number };
	/** Height of a tile of a width. */
	readonly heightOf: (width: number) => number;
	/** Key of the tile that is the stop until another one was focused. */
	readonly current?: string | undefined;
	/** When this changes, the grid starts at its first tile again. */
	readonly startOver?: unknown;
	/**
	 * Handles keys besides arrows, Home and End on the tile that has the focus.
	 * @param move moves the focus by so many tiles
	 * @returns whether it did something
	 */
	readonly onKey: (event: KeyboardEvent, key: string, move: (by: number) => void) => boolean;
	/** Renders a tile: a list item whose button has `data-key`. */
	readonly renderTile: (key: string, place: TilePlace) => ReactNode;
	/** Shown above the tiles. */
	readonly children?: ReactNode;
	readonly className?: string | undefined;
	readonly 'data-testid'?: string;
}

const gap = 16;

/** A scrolling grid of tiles of one size, of which only the rows in sight are rendered. */
export function TileGrid(props: TileGridProps) {
	const { label, keys, widths, heightOf, current, startOver, onKey, renderTile, children, className } = props;
	const scroller = useRef<HTMLDivElement>(null);
	const [width, setWidth] = useState(720);
	useResize(scroller, (size) => setWidth(size.width));
	const columns = Math.max(2, Math.floor((width + gap) / ((width < 480 ? widths.narrow : widths.wide) + gap)));
	const tile = (width - gap * (columns - 1)) / columns;
	const height = heightOf(tile) + gap;

	const [focused, setFocused] = useState<string>();
	const at = Math.max(0, keys.indexOf(focused ?? current ?? ''));
	const focusedRow = Math.floor(at / columns);
	const rows = useVirtualizer({
		count: Math.ceil(keys.length / columns),
		getScrollElement: () => scroller.current,
		estimateSize: () => height,
		overscan: 3,
		// The focused tile stays rendered however far one scrolls, or the keyboard would lose its place.
		rangeExtractor: (range) => [...new Set([focusedRow, ...defaultRangeExtractor(range)])].sort((a, b) => a - b),
	});
	// biome-ignore lint/correctness/useExhaustiveDependencies: all rows have the same height
	useLayoutEffect(() => rows.measure(), [height]);
	// biome-ignore lint/correctness/useExhaustiveDependencies: only when asked to
	useEffect(() => {
		scroller.current?.scrollTo({ top: 0 });
		setFocused(undefined);
	}, [startOver]);

	/** Set by keys: the tile that gets the focus once it is rendered. */
	const wanted = useRef<string>(undefined);
	useLayoutEffect(() => {
		if (wanted.current === undefined) return;
		scroller.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(wanted.current)}"]`)?.focus();
		wanted.current = undefined;
	});
	const move = (to: number) => {
		const target = keys[Math.min(keys.length - 1, Math.max(0, to))];
		wanted.current = target;
		setFocused(target);
	};
	const onKeyDown = (event: KeyboardEvent) => {
		const moves: Readonly<Record<string, number>> = {
			ArrowRight: at + 1,
			ArrowLeft: at - 1,
			ArrowDown: at + columns < keys.length ? at + columns : at,
			ArrowUp: at - columns >= 0 ? at - columns : at,
			Home: 0,
			End: keys.length - 1,
		};
		const to = moves[event.key];
		const key = keys[at];
		if (to !== undefined) move(to);
		else if (key === undefined || !onKey(event, key, (by) => move(at + by))) return;
		event.preventDefault();
	};
	return (
		<div className={classes(styles.grid, className)} ref={scroller} data-testid={props['data-testid']}>
			{children}
			{/* biome-ignore lint/a11y/useSemanticElements: rows are positioned absolutely, which list markup does not allow */}
			<div
				role="list"
				aria-label={label}
				style={{ height: rows.getTotalSize() }}
				onKeyDown={onKeyDown}
				// Screen readers move the focus themselves: keys act on the focused tile.
				onFocus={(event) => setFocused(event.target.dataset.key ?? focused)}
			>
				{rows.getVirtualItems().map((row) => (
					<div
						key={row.key}
						role="presentation"
						className={styles.row}
						style={{ transform: `translateY(${row.start}px)`, gap }}
					>
						{keys.slice(row.index * columns, (row.index + 1) * columns).map((key, column) => {
							const place = row.index * columns + column + 1;
							return renderTile(key, { width: tile, place, of: keys.length, tabbable: key === keys[at] });
						})}
					</div>
				))}
			</div>
		</div>
	);
}
