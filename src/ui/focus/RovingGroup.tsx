import type { HTMLAttributes } from 'react';
import { rovingFocus } from './rovingFocus';

interface RovingGroupProps extends Omit<HTMLAttributes<HTMLDivElement>, 'role' | 'onKeyDown'> {
	/** Default: `group`. */
	readonly role?: 'group' | 'toolbar';
	readonly label: string;
}

/** A group of buttons that is one stop of the Tab key. */
export const RovingGroup = ({ role = 'group', label, ...rest }: RovingGroupProps) => (
	// biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles have a name
	<div {...rovingFocus} role={role} aria-label={label} {...rest} />
);
