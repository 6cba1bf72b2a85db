import { useMemo } from 'react';
import { LogChart } from '../../../ui/charts/LogChart';
import type { Series } from '../../../ui/charts/logAxis';
import { Button } from '../../../ui/controls/Button';
import { Progress } from '../../../ui/feedback/Progress';
import { figure, seconds } from '../../../ui/format';
import { useFind, useFindRoom } from '../context';
import type { Inversion as State } from '../state';
import './Inversion.css';

/** A search through the decoder: how far it is, and how the sentence becomes likelier. */
export function Inversion() {
	const inversion = useFind((state) => state.inversion);
	return inversion && <Course {...inversion} />;
}

const statusOf = ({ running, converged, seconds: taken = 0 }: State): string => {
	if (running) return 'Looking for the picture of which the decoder would say this';
	return `${converged ? 'Found, as nothing improved any more' : 'Found, after all its steps'}, in ${seconds(taken)}`;
};

function Course(inversion: State) {
	const { find } = useFindRoom();
	const { running, steps, trace } = inversion;
	const series = useMemo<Series[]>(
		() => [
			{
				name: 'how unlikely the sentence is, a word',
				colour: '--series-style',
				dash: [],
				points: trace.map(({ step, negativeLogLikelihood }) => ({ x: step, y: negativeLogLikelihood })),
			},
			{
				name: 'how unlike a picture’s vector',
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
		<section className="find-inversion" aria-label="Search through the decoder">
			<div className="find-inversion-head">
				<p>
					<span role="status">{status}</span>
					<span className="numbers">
						Step {last?.step ?? 0}
						{running && ` of ${steps}`}
						{last && ` · negative log-likelihood ${figure(last.negativeLogLikelihood)} a word`}
					</span>
				</p>
				{running && (
					<Button icon="stop" onClick={find.stop}>
						Stop
					</Button>
				)}
			</div>
			{running && <Progress label="Search through the decoder" value={last?.step ?? 0} max={steps} />}
			{first && last && (
				<LogChart
					series={series}
					{...(running && { end: steps })}
					height={88}
					summary={`The sentence’s negative log-likelihood a word, from ${figure(first.negativeLogLikelihood)} to ${figure(last.negativeLogLikelihood)} over ${last.step} steps.`}
				/>
			)}
		</section>
	);
}
