import { imagineNetworks } from '../../../features/imagine/networks';
import { timedBirds, timeSheet } from '../../../features/imagine/timing';
import type { Measure } from '../../bench/types';
import { engine } from './engine';

export const measures: readonly Measure[] = [
	{
		label: 'Drawing birds',
		networks: imagineNetworks,
		async time(round, signal) {
			const { last, whole } = await timeSheet(engine, 2, round, signal);
			return {
				[`${timedBirds} birds, sketches`]: (last.sketch ?? whole) / 1000,
				[`${timedBirds} birds, with details`]: whole / 1000,
			};
		},
	},
];
