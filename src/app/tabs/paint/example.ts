import { receive } from '../../../library/receive';
import { fetchExample, keepSample } from '../../exampleFiles';
import { library } from '../../library';
import { openPainting } from './intake';

/** Shows a finished painting beside its photo, with its settings. */
export async function open(): Promise<void> {
	const [file] = await Promise.all([fetchExample('painting.png'), keepSample('chelsea')]);
	await openPainting((await receive(library, file, 'Chelsea the cat, The Great Wave.png')).item);
}
