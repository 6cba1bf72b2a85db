import { useMemo } from 'react';
import { LogChart } from '../../../ui/charts/LogChart';
import type { Series } from '../../../ui/charts/logAxis';
import { Button } from '../../../ui/controls/Button';
import { Progress } from '../../../ui/feedback/Progress';
import { figure, seconds } from '../../../ui/format';
import { useFind, useFindContext } from '../context';
import type { Inversion as State } from '../state';
import styles from './Inversion.module.css';

/** A deep search's progress, and a chart of its loss. */
export function Inversion() {
	const inversion = useFind((state) => state.inversion);
	return inversion && <SearchProgress {...inversion} />;
}

const statusOf = ({ running, converged, seconds: taken = 0 }: State): string => {
	if (running) return 'Searching for pictures that the captioner would describe like this';
	return `${converged ? 'Converged' : 'Done'} in ${seconds(taken)}`;
};

function SearchProgress(inversion: State) {
	const { find } = useFindContext();
	const { running, steps, trace } = inversion;
	const series = useMemo<Series[]>(
		() => [
			{
				name: 'negative log-likelihood per word',
				colour: '--series-style',
				dash: [],
				points: trace.map(({ step, negativeLogLikelihood }) => ({ x: step, y: negativeLogLikelihood })),
			},
			{
				name: 'prior: distance from real pictures',
				colour: '--series-content',
				dash: [4, 3],
				points: trace.map(({ step, prior }) => ({ x: step, y: prior })),
			},
		],
		[trace],
	);
	const [first, last] = [trace[0], trace.at(-1)];
	const status = statusOf(inversion);
	return (
		<section className={styles.inversion} aria-label="Deep search">
			<div className={styles.head}>
				<p>
					<span role="status">{status}</span>
					<span className="numbers">
						Step {last?.step ?? 0}
						{running && ` of ${steps}`}
						{last && ` · negative log-likelihood ${figure(last.negativeLogLikelihood)} per word`}
					</span>
				</p>
				{running && (
					<Button icon="stop" onClick={find.stop}>
						Stop
					</Button>
				)}
			</div>
			{running && <Progress label="Deep search" value={last?.step ?? 0} max={steps} />}
			{first && last && (
				<LogChart
					series={series}
					{...(running && { end: steps })}
					height={88}
					summary={`Negative log-likelihood per word, from ${figure(first.negativeLogLikelihood)} to ${figure(last.negativeLogLikelihood)} over ${last.step} steps.`}
				/>
			)}
		</section>
	);
}
