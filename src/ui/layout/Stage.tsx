import type { ComponentPropsWithoutRef } from 'react';
import { classes } from '../classes';
import styles from './Stage.module.css';

/** The middle of a tab: what is looked at, with its toolbar above and its hood below. */
export const Stage = ({ className, ...rest }: ComponentPropsWithoutRef<'section'>) => (
	<section className={classes(styles.stage, className)} {...rest} />
);
