import { expose, transfer } from 'comlink';
import type { GifWorkerApi } from '../gif.shared';
import { createGif } from './gif';

const gif = createGif();

expose({
	add: gif.add,
	finish: () => {
		const file = gif.finish();
		return transfer(file, [file]);
	},
} satisfies GifWorkerApi);
