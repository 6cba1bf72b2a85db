import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { classes } from '../classes';
import type { IconName } from '../Icon';
import { Button } from './Button';
import styles from './Menu.module.css';

interface MenuProps {
	readonly label: string;
	/** Default: three dots. */
	readonly icon?: IconName;
	/** Shows the label on the button, not only its icon. */
	readonly text?: boolean;
	/** Where the menu opens. Default: below. */
	readonly side?: 'above' | 'below';
	/** Buttons; a click on one closes the menu. */
	readonly children: ReactNode;
}

/** A button that opens a menu of buttons; Escape or moving the focus away closes it. */
export function Menu({ label, icon = 'more', text = false, side = 'below', children }: MenuProps) {
	const [open, setOpen] = useState(false);
	const id = useId();
	const whole = useRef<HTMLDivElement>(null);
	useEffect(() => {
		if (!open) return;
		const elsewhere = ({ target }: PointerEvent) => {
			if (!(target instanceof Node && whole.current?.contains(target))) setOpen(false);
		};
		addEventListener('pointerdown', elsewhere);
		return () => removeEventListener('pointerdown', elsewhere);
	}, [open]);
	const close = () => {
		setOpen(false);
		whole.current?.querySelector('button')?.focus();
	};
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: only listens to what bubbles up from the buttons inside
		<div
			ref={whole}
			className={styles.menu}
			onKeyDown={(event) => {
				if (event.key !== 'Escape' || !open) return;
				event.stopPropagation();
				close();
			}}
			onBlur={({ relatedTarget, currentTarget }) => {
				if (relatedTarget !== null && !currentTarget.contains(relatedTarget)) setOpen(false);
			}}
		>
			<Button
				look={text ? 'normal' : 'plain'}
				icon={icon}
				iconOnly={!text}
				aria-expanded={open}
				aria-controls={open ? id : undefined}
				onClick={() => setOpen(!open)}
			>
				{label}
			</Button>
			{open && (
				// biome-ignore lint/a11y/useKeyWithClickEvents: the buttons inside bring their keys
				// biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a legend
				<div
					id={id}
					className={classes('floating', styles.list, side === 'above' && styles.above)}
					role="group"
					data-own-keys
					aria-label={label}
					onClick={close}
				>
					{children}
				</div>
			)}
		</div>
	);
}
