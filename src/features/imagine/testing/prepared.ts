import { fakeEngine } from '../../../engine/testing/fakeEngine';
import { createImagine } from '../store';
import type { ImagineRequest } from '../types';
import { finish } from './events';
import { vocabulary } from './vocabulary';

/** A store with words and an engine that waits for the test; typing has settled when the test says so. */
export function prepared() {
	const fake = fakeEngine<ImagineRequest>();
	let ids = 0;
	let waiting: (() => void)[] = [];
	const imagine = createImagine(fake.engine, {
		newId: () => `id-${++ids}`,
		settled: () => new Promise((resolve) => waiting.push(resolve)),
	});
	imagine.setModels({ vocabulary, bytes: 100 });
	const settle = () => {
		for (const go of waiting) go();
		waiting = [];
	};
	return { ...fake, imagine, settle };
}

/** A store on whose page stands a sheet of eight birds. */
export async function withSheet(text = 'a red bird') {
	const all = prepared();
	const done = all.imagine.draw(text);
	finish(await all.askedFor(1));
	const sheet = await done;
	if (sheet === undefined) throw new Error('no sheet was drawn');
	return { ...all, sheet };
}
