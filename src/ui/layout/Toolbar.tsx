import type { ReactNode } from 'react';
import { classes } from '../classes';
import { Button } from '../controls/Button';
import { RovingGroup } from '../focus/RovingGroup';
import styles from './Toolbar.module.css';

interface ToolbarProps {
	readonly label: string;
	/** Name or size of what is shown. Hidden on a narrow screen. */
	readonly about?: ReactNode;
	/** Content between the title and the buttons. */
	readonly children?: ReactNode;
	/** Buttons; on a narrow screen only their icons. */
	readonly tools?: ReactNode;
	readonly className?: string | undefined;
}

/** The toolbar of a stage: what is shown below it, and its actions. */
export const Toolbar = ({ label, about, children, tools, className }: ToolbarProps) => (
	<RovingGroup role="toolbar" label={label} className={classes(styles.toolbar, className)}>
		{about && <div className={styles.about}>{about}</div>}
		{children}
		{tools && <div className={styles.tools}>{tools}</div>}
	</RovingGroup>
);

interface HoodButtonProps {
	readonly open: boolean;
	readonly onToggle: () => void;
}

/** A button that opens and closes the stage's hood. */
export const HoodButton = ({ open, onToggle }: HoodButtonProps) => (
	<Button look="plain" icon="hood" aria-expanded={open} onClick={onToggle}>
		Under the hood
	</Button>
);

interface StepperProps {
	/** Accessible name of the group, such as "Versions". */
	readonly label: string;
	/** The labels of the two buttons. */
	readonly before: string;
	readonly after: string;
	/** Current index, from 0. */
	readonly at: number;
	readonly count: number;
	readonly disabled?: boolean;
	readonly onStep: (by: -1 | 1) => void;
}

/** Buttons that step back and forth through results. Shown only for two or more. */
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

/** Buttons for what is shown, wrapped onto several lines if needed. */
export const Actions = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
	<RovingGroup role="toolbar" label={label} className={styles.actions}>
		{children}
	</RovingGroup>
);
