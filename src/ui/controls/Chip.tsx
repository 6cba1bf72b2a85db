import type { ReactNode } from 'react';
import { classes } from '../classes';
import { RovingGroup } from '../focus/RovingGroup';
import { Icon } from '../Icon';
import styles from './Chip.module.css';

interface ChipProps {
	readonly chosen: boolean;
	readonly onPick: () => void;
	readonly disabled?: boolean;
	readonly title?: string | undefined;
	/** Adds a button that removes the chip, labelled `removeLabel`. */
	readonly onRemove?: (() => void) | undefined;
	readonly removeLabel?: string;
	readonly children: ReactNode;
}

/** A chip: one of several choices side by side. */
export function Chip({ chosen, onPick, disabled, title, onRemove, removeLabel, children }: ChipProps) {
	return (
		<span className={classes(styles.chip, chosen && styles.chosen, onRemove && styles.removable)}>
			<button type="button" aria-pressed={chosen} disabled={disabled} title={title} onClick={onPick}>
				{children}
			</button>
			{onRemove && (
				<button type="button" className={styles.remove} aria-label={removeLabel} title={removeLabel} onClick={onRemove}>
					<Icon name="close" size={12} />
				</button>
			)}
		</span>
	);
}

/** A row of chips, of which Tab reaches one and the arrow keys the others. */
export const Chips = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
	<RovingGroup label={label} className={styles.chips}>
		{children}
	</RovingGroup>
);
