import type { ReactNode } from 'react';
import { classes } from '../classes';
import { Button } from '../controls/Button';
import styles from './Toolbar.module.css';

interface ToolbarProps {
	readonly label: string;
	/** What is shown: a name, a size. Left out on a narrow screen. */
	readonly about?: ReactNode;
	/** Between what is shown and what can be done with it. */
	readonly children?: ReactNode;
	/** Buttons. On a narrow screen they are icons. */
	readonly tools?: ReactNode;
	readonly className?: string;
}

/** What is shown below it, and what can be done with that. */
export const Toolbar = ({ label, about, children, tools, className }: ToolbarProps) => (
	<div className={classes(styles.toolbar, className)} role="toolbar" aria-label={label}>
		{about && <div className={styles.about}>{about}</div>}
		{children}
		{tools && <div className={styles.tools}>{tools}</div>}
	</div>
);

interface HoodButtonProps {
	readonly open: boolean;
	readonly onToggle: () => void;
}

/** Opens and closes the hood of the stage. */
export const HoodButton = ({ open, onToggle }: HoodButtonProps) => (
	<Button look="plain" icon="hood" aria-expanded={open} onClick={onToggle}>
		Under the hood
	</Button>
);

interface StepperProps {
	/** What is stepped through: "Versions". */
	readonly label: string;
	/** The labels of the two buttons. */
	readonly before: string;
	readonly after: string;
	/** From 0. */
	readonly at: number;
	readonly count: number;
	readonly disabled?: boolean;
	readonly onStep: (by: -1 | 1) => void;
}

/** Back and forth through what was made. Nothing is drawn for fewer than two. */
export function Stepper({ label, before, after, at, count, disabled = false, onStep }: StepperProps) {
	if (count < 2 || at < 0) return null;
	return (
		// biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a legend into the toolbar
		<div className={styles.stepper} role="group" aria-label={label}>
			<Button look="plain" icon="left" iconOnly disabled={disabled || at === 0} onClick={() => onStep(-1)}>
				{before}
			</Button>
			<span className="numbers">
				{at + 1} of {count}
			</span>
			<Button look="plain" icon="right" iconOnly disabled={disabled || at === count - 1} onClick={() => onStep(1)}>
				{after}
			</Button>
		</div>
	);
}

/** Buttons for what is shown, in as many lines as they need. */
export const Actions = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
	<div className={styles.actions} role="toolbar" aria-label={label}>
		{children}
	</div>
);
