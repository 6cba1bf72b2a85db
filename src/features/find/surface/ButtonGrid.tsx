import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { number } from '../../../ui/format';
import { useResize } from '../../../ui/surface/useResize';
import styles from './ButtonGrid.module.css';
import { type Group, rowsOf, rowWith, type Step, stepFrom } from './rows';

interface ButtonGridProps<T> {
	/** Accessible name of the list. */
	readonly label: string;
	readonly groups: readonly Group<T>[];
	readonly keyOf: (item: T) => string | number;
	/** Content of an item's button. */
	readonly render: (item: T) => ReactNode;
	readonly onPick: (item: T) => void;
	/** Key of the picked item, which is scrolled into view. */
	readonly picked?: string | number | undefined;
	/** Minimum column width and the row height, in pixels. */
	readonly cell: { readonly width: number; readonly height: number };
}

const steps: Readonly<Record<string, Step>> = {
	ArrowLeft: 'left',
	ArrowRight: 'right',
	ArrowUp: 'up',
	ArrowDown: 'down',
	Home: 'start',
	End: 'end',
};
const headingHeight = 44;

/** Thousands of buttons under headings, in columns. One tab stop, with arrow keys inside; only rows in sight are rendered. */
export function ButtonGrid<T>({ label, groups, keyOf, render, onPick, picked, cell }: ButtonGridProps<T>) {
	const scroller = useRef<HTMLDivElement>(null);
	const [width, setWidth] = useState(0);
	const columns = Math.max(1, Math.floor(width / cell.width));
	const items = useMemo(() => groups.flatMap((group) => group.items), [groups]);
	const rows = useMemo(() => rowsOf(groups, columns), [groups, columns]);
	/** Index of the item that Tab leads to; follows the picked one. */
	const [at, setAt] = useState(0);
	/** The item that an arrow key moved to; it is focused once it is rendered. */
	const focusing = useRef<number>(undefined);
	const virtual = useVirtualizer({
		count: rows.length,
		getScrollElement: () => scroller.current,
		estimateSize: (index) => (rows[index]?.kind === 'heading' ? headingHeight : cell.height),
		overscan: 4,
	});

	useResize(scroller, (size) => setWidth(size.width));

	// biome-ignore lint/correctness/useExhaustiveDependencies: heights are cached by row, and the rows have changed
	useEffect(() => virtual.measure(), [rows, cell.height]);

	// biome-ignore lint/correctness/useExhaustiveDependencies: scrolls for a new choice or a new list, not for a new width
	useEffect(() => {
		const index = picked === undefined ? -1 : items.findIndex((item) => keyOf(item) === picked);
		setAt(Math.max(0, index));
		const row = rowWith(rows, index);
		const { startIndex = 0, endIndex = -1 } = virtual.range ?? {};
		if (row >= 0 && (row < startIndex || row > endIndex)) virtual.scrollToIndex(row, { align: 'center' });
	}, [picked, items, width === 0]);

	const onKeyDown = (event: KeyboardEvent) => {
		const step = steps[event.key];
		if (step === undefined) return;
		event.preventDefault();
		const next = stepFrom(rows, at, step);
		focusing.current = next;
		setAt(next);
		virtual.scrollToIndex(rowWith(rows, next), { align: 'auto' });
		if (next === at) takeFocus();
	};
	const takeFocus = () => {
		const button = scroller.current?.querySelector<HTMLElement>(`[data-at="${focusing.current}"]`);
		if (button === null || button === undefined) return;
		button.focus({ preventScroll: true });
		focusing.current = undefined;
	};
	// After every render: the row may come a few frames later.
	useEffect(() => {
		if (focusing.current !== undefined) takeFocus();
	});

	return (
		// biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a legend and its own frame
		<div ref={scroller} className={styles.grid} role="group" aria-label={label} onKeyDown={onKeyDown}>
			<div className={styles.sheet} style={{ height: virtual.getTotalSize() }}>
				{virtual.getVirtualItems().map(({ index, start, size }) => {
					const row = rows[index];
					const style = { transform: `translateY(${start}px)`, height: size };
					if (row === undefined) return null;
					if (row.kind === 'heading')
						return (
							<h2 key={`heading ${index}`} className={styles.heading} style={style}>
								{row.title} <span className="numbers">{number(row.count)}</span>
							</h2>
						);
					return (
						<div
							key={index}
							className={styles.row}
							style={{ ...style, gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
						>
							{row.items.map((item, column) => (
								<button
									key={keyOf(item)}
									type="button"
									data-at={row.first + column}
									tabIndex={row.first + column === at ? 0 : -1}
									aria-pressed={picked === undefined ? undefined : keyOf(item) === picked}
									onFocus={() => setAt(row.first + column)}
									onClick={() => onPick(item)}
								>
									{render(item)}
								</button>
							))}
						</div>
					);
				})}
			</div>
		</div>
	);
}
