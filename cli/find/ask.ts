/** Calls to the page's Find. */
import type { Page } from 'playwright';
import type { AutomatedFind } from '../../src/app/tabs/find/automationTypes';
import { askOf } from '../ask';

export const ask = askOf<AutomatedFind>('find');

/** The name of the backend in use. */
export const backendOf = (page: Page): Promise<string> =>
	page.evaluate(async () => {
		if (window.atelier === undefined) throw new Error('The page has no automation.');
		return (await window.atelier.engine.start()).name;
	});
