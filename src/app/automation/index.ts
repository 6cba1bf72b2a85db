/**
 * `window.atelier`, for the command line, the bench and the tests: the tabs without their panels. Loaded only when the
 * page was opened with `?automation`.
 */
import { engine } from '../engine';
import { find } from './find';
import { imagine } from './imagine';
import { paint } from './paint';
import { story } from './story';

/** Sets `window.atelier`. */
export function exposeAutomation(): void {
	window.atelier = { paint, find, story, imagine, engine };
}
