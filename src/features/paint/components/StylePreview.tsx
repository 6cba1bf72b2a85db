import { useLayoutEffect, useRef } from 'react';
import { classes } from '../../../ui/classes';
import type { StyleEntry } from '../catalogue';
import { Example } from './StyleExample';
import styles from './StyleGallery.module.css';

/** Distance from the column and from the window's edges, px. */
const gap = 12;

interface StylePreviewProps {
	readonly entry: StyleEntry;
	/** The tile that is pointed at. */
	readonly beside: HTMLElement;
}

/** A larger picture of a style beside the column, with what the painting is. Screen readers have it from the tile. */
export function StylePreview({ entry, beside }: StylePreviewProps) {
	const preview = useRef<HTMLDivElement>(null);
	useLayoutEffect(() => {
		const { current } = preview;
		if (current === null) return;
		// Above everything, also where the column cuts off what overflows it.
		current.showPopover();
		const tile = beside.getBoundingClientRect();
		const column = (beside.closest('aside') ?? beside).getBoundingClientRect();
		const { width, height } = current.getBoundingClientRect();
		const lowest = innerHeight - height - gap;
		current.style.left = `${Math.max(gap, column.left - width - gap)}px`;
		current.style.top = `${Math.max(gap, Math.min(lowest, tile.top + tile.height / 2 - height / 2))}px`;
		return () => current.hidePopover();
	}, [beside]);
	return (
		<div ref={preview} popover="manual" className={classes('floating', styles.preview)} aria-hidden="true">
			<span className={styles.picture}>
				<Example key={entry.id} entry={entry} />
			</span>
			<strong>{entry.title}</strong>
			<span>
				{entry.painter}, {entry.year}
				<br />
				{entry.place}
			</span>
		</div>
	);
}
