import { figure } from '../../../../ui/format';
import { HoodSection } from '../../../../ui/layout/Hood';
import styles from './Features.module.css';

const height = 56;

/** Bar chart of the picture's pooled features, largest first. */
export function Features({ features }: { readonly features: readonly number[] }) {
	const most = Math.max(...features, 1e-9);
	const bars = features.map(
		(value, at) => `M${at} ${height}V${(height * (1 - Math.max(0, value) / most)).toFixed(2)}h1V${height}z`,
	);
	const active = features.filter((value) => value > most / 10).length;
	return (
		<HoodSection title="What the network sees">
			<svg
				className={styles.features}
				viewBox={`0 0 ${features.length} ${height}`}
				preserveAspectRatio="none"
				role="img"
				aria-label={`${features.length} features of the picture, largest first: from ${figure(most)} down to ${figure(features.at(-1) ?? 0)}; ${active} of them above a tenth of the largest.`}
			>
				<path d={bars.join('')} />
			</svg>
			<p className="numbers">
				{features.length} features, largest first · maximum {figure(most)} · {active} above a tenth of that
			</p>
		</HoodSection>
	);
}
