import type { ReactNode } from 'react';
import { classes } from '../classes';
import { Icon } from '../Icon';
import './Chip.css';

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
		<span className={classes('chip', chosen && 'chip-chosen', onRemove && 'chip-removable')}>
			<button type="button" aria-pressed={chosen} disabled={disabled} title={title} onClick={onPick}>
				{children}
			</button>
			{onRemove && (
				<button type="button" className="chip-remove" aria-label={removeLabel} title={removeLabel} onClick={onRemove}>
					<Icon name="close" size={12} />
				</button>
			)}
		</span>
	);
}
