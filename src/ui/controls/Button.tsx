import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { classes } from '../classes';
import { Icon, type IconName } from '../Icon';
import styles from './Button.module.css';

type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> & {
	/** `primary`: the main action. `plain`: without a frame until hovered, for toolbars. */
	readonly look?: 'primary' | 'normal' | 'plain';
	readonly icon?: IconName;
	/** `small`: beside a control's label. `large`: a column's main button. */
	readonly size?: 'small' | 'large';
	/** Shows only the icon on phones; screen readers still read the label. */
	readonly iconOnPhones?: boolean;
} & (
		| { readonly iconOnly?: false; readonly children: ReactNode }
		/** Shows only the icon; the label is the tooltip and the accessible name. It must be a single string, not JSX with values. */
		| { readonly iconOnly: boolean; readonly children: string }
	);

export function Button({
	look = 'normal',
	size,
	icon,
	iconOnly = false,
	iconOnPhones = false,
	className,
	children,
	...rest
}: ButtonProps) {
	const label = typeof children === 'string' ? children : undefined;
	return (
		<button
			type="button"
			className={classes(
				styles.button,
				look === 'primary' && styles.primary,
				look === 'plain' && styles.plain,
				iconOnly && styles.iconOnly,
				iconOnPhones && styles.iconOnPhones,
				size === 'small' && styles.small,
				size === 'large' && styles.large,
				className,
			)}
			{...(iconOnly ? { 'aria-label': label, title: label } : {})}
			{...rest}
		>
			{icon && <Icon name={icon} />}
			{!iconOnly && <span className={styles.label}>{children}</span>}
		</button>
	);
}
