/**
 * `window.atelier`, for the command line, the bench and the tests: the tabs without their panels. Loaded only when the
 * page was opened with `?automation`.
 */
import { engine } from '../engine';
import { find } from '../tabs/find/automation';
import { imagine } from '../tabs/imagine/automation';
import { paint } from '../tabs/paint/automation';
import { story } from '../tabs/story/automation';

/** Sets `window.atelier`. */
export function exposeAutomation(): void {
	window.atelier = { paint, find, story, imagine, engine };
}
