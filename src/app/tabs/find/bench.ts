import { findNetworks } from '../../../features/find/models';
import { defaultCaptionOptions } from '../../../features/find/options';
import { fetchSample, samples } from '../../../library/samples';
import type { Measure } from '../../bench/types';
import { engine } from './engine';

export const measures: readonly Measure[] = [
	{
		label: 'Captioning pictures',
		networks: findNetworks,
		async time(_, signal) {
			const pictures = await Promise.all(
				samples.map(async (sample) => ({ id: sample.id, picture: await fetchSample(sample, signal) })),
			);
			const began = performance.now();
			await engine.run('embedPictures', { pictures, captions: defaultCaptionOptions }, { signal });
			const each = (performance.now() - began) / 1000 / pictures.length;
			const text = 'a dog running in the snow';
			const asked = performance.now();
			await engine.run('encodeSentence', { text }, { signal });
			return { 'Vector and captions of a picture': each, 'Vector of a search': (performance.now() - asked) / 1000 };
		},
	},
];
