import { figure } from '../../../../ui/format';
import { HoodSection } from '../../../../ui/layout/Hood';
import type { Conditioning } from '../../types';
import styles from './Conditions.module.css';

const height = 100;

/** Shows the mean of each condition as a bar, and one standard deviation to either side as a line. */
export function Conditions({ condition: { read, mean, sigma } }: { readonly condition: Conditioning }) {
	const values = Array.from(mean, (value, at) => ({ value, spread: sigma[at] ?? 0 }));
	const low = Math.min(0, ...values.map(({ value, spread }) => value - spread));
	const high = Math.max(1e-6, ...values.map(({ value, spread }) => value + spread));
	const down = (value: number) => ((high - value) / (high - low)) * height;
	const bars = values.map(({ value }, at) => `M${at + 0.15} ${down(0)}V${down(value)}h.7V${down(0)}z`);
	const lines = values.map(({ value, spread }, at) => `M${at + 0.5} ${down(value - spread)}V${down(value + spread)}`);
	const median = [...sigma].sort((a, b) => a - b)[sigma.length >> 1] ?? 0;
	return (
		<HoodSection title="Conditioning" className={styles.conditions}>
			<svg
				viewBox={`0 0 ${mean.length} ${height}`}
				preserveAspectRatio="none"
				role="img"
				aria-label={`Mean and spread of ${mean.length} conditions: means from ${figure(Math.min(...mean))} to ${figure(Math.max(...mean))}, median spread ${figure(median)}.`}
			>
				<path className={styles.spread} d={lines.join('')} />
				<path className={styles.mean} d={bars.join('')} />
				<line className={styles.zero} x1="0" x2={mean.length} y1={down(0)} y2={down(0)} />
			</svg>
			<p className="numbers">
				“{read}” as {mean.length} conditions: bars are means, lines one standard deviation to either side (median{' '}
				{figure(median)}).
			</p>
		</HoodSection>
	);
}
