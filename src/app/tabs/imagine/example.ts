import { receive } from '../../../library/receive';
import { fetchExample } from '../../exampleFiles';
import { library } from '../../library';
import { openBird } from './intake';

/** Restores a bird's sentence, seed and settings, and draws it again. */
export async function open(): Promise<void> {
	const file = await fetchExample('bird.png');
	openBird((await receive(library, file, 'A bird with a red head.png')).item);
}
