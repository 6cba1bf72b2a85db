import type { ButtonHTMLAttributes, ReactNode } from 'react';
import './Button.css';
import { classes } from '../classes';
import { Icon, type IconName } from '../Icon';

type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> & {
	/** `primary`: the one thing to do next. `plain`: bare until hovered, for toolbars. */
	readonly look?: 'primary' | 'normal' | 'plain';
	readonly icon?: IconName;
	/** `small`: beside the label of a control. `large`: the one button of a column. */
	readonly size?: 'small' | 'large';
	/** Draws only the icon on phones; the label is still spoken. */
	readonly iconOnPhones?: boolean;
} & (
		| { readonly iconOnly?: false; readonly children: ReactNode }
		/** The label is spoken and shown as a tooltip, but only the icon is drawn. It must be one text: JSX with a value inside it is not. */
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
				'button',
				`button-${look}`,
				iconOnly && 'button-icon',
				iconOnPhones && 'button-icon-on-phones',
				size && `button-${size}`,
				className,
			)}
			{...(iconOnly ? { 'aria-label': label, title: label } : {})}
			{...rest}
		>
			{icon && <Icon name={icon} />}
			{!iconOnly && <span className="button-label">{children}</span>}
		</button>
	);
}
