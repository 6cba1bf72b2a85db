import { useMemo } from 'react';
import { useObjectUrl } from '../../../ui/useObjectUrl';
import type { IndexEntry } from '../index/types';
import { ButtonGrid } from '../surface/ButtonGrid';
import { wordingOf } from '../wording';
import styles from './PictureList.module.css';

interface PictureListProps {
	/** In the order in which they are listed. */
	readonly entries: readonly IndexEntry[];
	readonly onOpen: (hash: string) => void;
}

const cell = { width: 220, height: 68 };
const keyOf = ({ hash }: IndexEntry) => hash;
const render = (entry: IndexEntry) => <Item entry={entry} />;

/** The map's pictures as a list, for keyboards and screen readers: similar ones next to each other. */
export function PictureList({ entries, onOpen }: PictureListProps) {
	const groups = useMemo(() => [{ title: '', items: entries }], [entries]);
	return (
		<ButtonGrid
			label="Pictures, similar ones next to each other"
			groups={groups}
			keyOf={keyOf}
			render={render}
			onPick={({ hash }) => onOpen(hash)}
			cell={cell}
		/>
	);
}

function Item({ entry }: { readonly entry: IndexEntry }) {
	const url = useObjectUrl(entry.thumbnail);
	const [first] = entry.embedding?.captions ?? [];
	return (
		<>
			{url ? <img className={styles.image} src={url} alt="" /> : <span className={styles.image} />}
			<span className={styles.words}>{first ? wordingOf(first) : entry.name}</span>
		</>
	);
}
