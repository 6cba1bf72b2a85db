import styles from './Bar.module.css';

/** A thin bar for a share from 0 to 1. It is hidden from screen readers, so state the figure in text beside it. */
export const Bar = ({ share }: { readonly share: number }) => (
	<span className={styles.bar} aria-hidden="true">
		<span style={{ width: `${100 * Math.min(1, share)}%` }} />
	</span>
);
