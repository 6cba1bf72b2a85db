import type { CSSProperties } from 'react';
import { percent } from '../format';
import styles from './ShareList.module.css';

interface ShareListProps {
	/** Accessible name of the list. */
	readonly label: string;
	readonly items: readonly {
		readonly key: string;
		readonly label: string;
		/** 0 to 1. */
		readonly share: number;
	}[];
	/** Key of the current item. */
	readonly current?: string;
	readonly disabled?: boolean;
	/** Tooltip of each item. */
	readonly title?: string;
	readonly onPick: (key: string) => void;
}

/** Choices with their probabilities as bars behind them; the largest fills the width. */
export function ShareList({ label, items, current, disabled, title, onPick }: ShareListProps) {
	const most = Math.max(...items.map(({ share }) => share), 1e-9);
	return (
		<ul className={styles.list} aria-label={label}>
			{items.map(({ key, label, share }) => (
				<li key={key}>
					<button
						type="button"
						aria-current={key === current}
						disabled={disabled}
						title={title}
						style={{ '--share': `${(100 * share) / most}%` } as CSSProperties}
						onClick={() => onPick(key)}
					>
						<span>{label}</span>
						<span className="numbers">{percent(share)}</span>
					</button>
				</li>
			))}
		</ul>
	);
}
