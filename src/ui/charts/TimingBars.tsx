import { Bar } from './Bar';
import styles from './TimingBars.module.css';

export interface Timing {
	readonly name: string;
	readonly seconds: number;
	/** Result of the step. */
	readonly outcome?: string;
}

/** Steps in order, with their times as bars relative to the longest. */
export function TimingBars({ timings }: { readonly timings: readonly Timing[] }) {
	const longest = Math.max(...timings.map(({ seconds }) => seconds), 1e-6);
	return (
		<ol className={styles.timings}>
			{timings.map(({ name, seconds, outcome }) => (
				<li key={name}>
					<span>{name}</span>
					<Bar share={seconds / longest} />
					<span className="numbers">{seconds.toFixed(2)} s</span>
					{outcome !== undefined && <span className={`numbers ${styles.outcome}`}>{outcome}</span>}
				</li>
			))}
		</ol>
	);
}
