import { useMemo } from 'react';
import { LogChart } from '../../../ui/charts/LogChart';
import type { Series } from '../../../ui/charts/logAxis';
import { classes } from '../../../ui/classes';
import { figure } from '../../../ui/format';
import { Hood, HoodColumns, HoodNote, HoodSection } from '../../../ui/layout/Hood';
import { usePaint } from '../context';
import type { TracePoint } from '../state';
import type { Losses } from '../types';
import { FeatureMaps } from './FeatureMaps';
import styles from './PaintHood.module.css';

const terms: readonly {
	key: Exclude<keyof Losses, 'temporal'>;
	name: string;
	colour: string;
	dash: readonly number[];
}[] = [
	{ key: 'total', name: 'total, weighted', colour: '--series-total', dash: [] },
	{ key: 'style', name: 'style', colour: '--series-style', dash: [6, 3] },
	{ key: 'content', name: 'content', colour: '--series-content', dash: [2, 2] },
	{ key: 'totalVariation', name: 'variation', colour: '--series-tv', dash: [8, 3, 2, 3] },
];
const none: readonly TracePoint[] = [];

/** How the painting is made: the losses as they fall, and what the network sees. */
export default function PaintHood() {
	const running = usePaint((state) => state.run?.trace);
	const evaluations = usePaint((state) => state.run?.step?.evaluations);
	const result = usePaint((state) => state.paintings.at(-1)?.result);
	const trace = running ?? result?.trace ?? none;
	const series = useMemo<Series[]>(
		() =>
			terms.map(({ key, name, colour, dash }) => ({
				name,
				colour,
				dash,
				points: trace.map((point) => ({ x: point.evaluation, y: point[key] })),
			})),
		[trace],
	);
	const [first, last] = [trace[0], trace.at(-1)];
	return (
		<Hood>
			<HoodColumns>
				<HoodSection title="Loss by term">
					{first && last ? (
						<LogChart
							series={series}
							summary={summaryOf(first, last)}
							{...(evaluations === undefined ? {} : { end: evaluations })}
						/>
					) : (
						<HoodNote>
							The curves appear with the first painting: its distance from the style and from the photo, and how noisy
							it is.
						</HoodNote>
					)}
					{result && running === undefined && (
						<dl className={classes(styles.layers, 'numbers')} aria-label="Style loss by layer">
							{Object.entries(result.styleLayerLosses).map(([layer, loss]) => (
								<div key={layer}>
									<dt>{layer}</dt>
									<dd>{figure(loss)}</dd>
								</div>
							))}
						</dl>
					)}
				</HoodSection>
				<FeatureMaps />
			</HoodColumns>
		</Hood>
	);
}

function summaryOf(first: TracePoint, last: TracePoint): string {
	const change = terms.map(({ key, name }) => `${name} from ${figure(first[key])} to ${figure(last[key])}`);
	return `Losses over ${last.evaluation} steps, on a logarithmic axis: ${change.join(', ')}.`;
}
