import { useMemo } from 'react';
import { Button } from '../../../ui/Button';
import { figure, seconds } from '../../../ui/format';
import { LogChart } from '../../../ui/LogChart';
import type { Series } from '../../../ui/logAxis';
import { Progress } from '../../../ui/Progress';
import { useFind, useFindRoom } from '../context';
import './Inversion.css';

/** A search through the decoder: how far it is, and how the sentence becomes likelier. */
export function Inversion() {
	const { find } = useFindRoom();
	const inversion = useFind((state) => state.inversion);
	const trace = inversion?.trace;
	const series = useMemo<Series[]>(
		() => [
			{
				name: 'negative log-likelihood a word',
				colour: '--series-style',
				dash: [],
				points: trace?.map(({ step, negativeLogLikelihood }) => ({ x: step, y: negativeLogLikelihood })) ?? [],
			},
			{
				name: 'prior',
				colour: '--series-content',
				dash: [4, 3],
				points: trace?.map(({ step, prior }) => ({ x: step, y: prior })) ?? [],
			},
		],
		[trace],
	);
	if (inversion === undefined) return null;
	const { running, steps, converged, seconds: taken } = inversion;
	const [first, last] = [trace?.[0], trace?.at(-1)];
	const course =
		first && last
			? `from ${figure(first.negativeLogLikelihood)} to ${figure(last.negativeLogLikelihood)} a word`
			: 'starting';
	return (
		<section className="find-inversion" aria-label="Search through the decoder">
			<div className="find-inversion-head">
				<p>
					{running
						? 'Looking for the picture of which the decoder would say this'
						: converged
							? 'Found: nothing improved any more'
							: 'Found, after all its steps'}
					<span className="numbers">
						{' '}
						· step {last?.step ?? 0} of {steps}, {course}
						{taken !== undefined && `, ${seconds(taken)}`}
					</span>
				</p>
				{running && (
					<Button icon="stop" onClick={find.stop}>
						Stop
					</Button>
				)}
			</div>
			{running && <Progress label="Search through the decoder" value={last?.step ?? 0} max={steps} />}
			{first && (
				<LogChart
					series={series}
					end={steps}
					height={96}
					summary={`The sentence’s negative log-likelihood, ${course}, over ${last?.step ?? 0} steps.`}
				/>
			)}
		</section>
	);
}
