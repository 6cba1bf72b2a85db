import { useDeferredValue, useMemo, useState } from 'react';
import { Choice } from '../../../ui/controls/Choice';
import { counted } from '../../../ui/format';
import { ButtonGrid } from '../surface/ButtonGrid';
import styles from './WordsList.module.css';
import { type Arrangement, wordGroups } from './wordGroups';
import type { WordLayout } from './wordLayout';

interface WordsListProps {
	readonly layout: WordLayout;
	/** Text that the listed words contain. */
	readonly filter: string;
	readonly picked: number | undefined;
	readonly onPick: (index: number) => void;
}

const arrangements: readonly { value: Arrangement; label: string }[] = [
	{ value: 'cluster', label: 'By cluster' },
	{ value: 'alphabet', label: 'A to Z' },
];
const cell = { width: 150, height: 36 };

/** The words as buttons under their cluster or first letter, for keyboards and screen readers. */
export function WordsList({ layout, filter, picked, onPick }: WordsListProps) {
	const [arrangement, setArrangement] = useState<Arrangement>('cluster');
	const wanted = useDeferredValue(filter);
	const groups = useMemo(() => wordGroups(layout, arrangement, wanted), [layout, arrangement, wanted]);
	const count = groups.reduce((sum, { items }) => sum + items.length, 0);
	const { words } = layout.vocabulary;
	return (
		<div className={styles.list}>
			<div className={styles.tools}>
				<Choice label="Order" hideLabel value={arrangement} choices={arrangements} onChange={setArrangement} />
				<span className="numbers" role="status">
					{counted(count, 'word')}
				</span>
			</div>
			{count === 0 ? (
				<p className={styles.empty}>No word contains “{wanted.trim()}”. Type fewer letters, or clear the field.</p>
			) : (
				<ButtonGrid
					label="Words"
					groups={groups}
					keyOf={(index) => index}
					render={(index) => words[index]}
					onPick={onPick}
					picked={picked}
					cell={cell}
				/>
			)}
		</div>
	);
}
