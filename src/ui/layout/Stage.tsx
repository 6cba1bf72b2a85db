import type { ComponentProps } from 'react';
import { classes } from '../classes';
import styles from './Stage.module.css';

/** The middle of a tab: the picture, with a toolbar above and the hood below. */
export const Stage = ({ className, ...rest }: ComponentProps<'section'>) => (
	<section className={classes(styles.stage, className)} {...rest} />
);
