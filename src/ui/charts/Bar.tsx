import styles from './Bar.module.css';

/** A share from 0 to 1 as a thin bar. Drawn only: whoever uses it says the figure in words. */
export const Bar = ({ share }: { readonly share: number }) => (
	<span className={styles.bar} aria-hidden="true">
		<span style={{ width: `${100 * Math.min(1, share)}%` }} />
	</span>
);
