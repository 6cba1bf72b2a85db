import { timeEvaluations } from '../../../features/paint/timing';
import { fetchSample, samples } from '../../../library/samples';
import type { Measure } from '../../bench/types';
import { engine } from './engine';

const size = 256;
const style = 'great-wave';

export const measures: readonly Measure[] = [
	{
		label: 'Looking at a picture',
		networks: ['perception'],
		time: async (_, signal) => ({
			[`Forward pass of the perception network, ${size} px`]: await engine.run('timeForward', { size }, { signal }),
		}),
	},
	{
		label: 'Painting',
		networks: ['perception', `styles/${style}`],
		async time(_, signal) {
			const [sample] = samples;
			if (sample === undefined) return {};
			const photo = await fetchSample(sample, signal);
			return { [`One step of a painting, ${size} px`]: await timeEvaluations(engine, { photo, style, size }, signal) };
		},
	},
];
