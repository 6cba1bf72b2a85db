/** Calls to the page's Find. */
import type { Page } from 'playwright';
import type { AutomatedFind } from '../../src/app/tabs/find/automationTypes';

type Request<K extends keyof AutomatedFind> = Parameters<AutomatedFind[K]>[0];
type Answer<K extends keyof AutomatedFind> = Awaited<ReturnType<AutomatedFind[K]>>;

/** Calls `window.atelier.find[name]`. Its lines of progress go to the studio's `onProgress`. */
export function ask<K extends keyof AutomatedFind>(page: Page, name: K, request: Request<K>): Promise<Answer<K>> {
	const asked: { name: keyof AutomatedFind; request: unknown } = { name, request };
	return page.evaluate(async ({ name, request }) => {
		if (window.atelier === undefined) throw new Error('The page has no automation.');
		const answer = window.atelier.find[name] as (request: unknown, tell?: (line: string) => void) => Promise<unknown>;
		return answer(request, window.atelierProgress);
	}, asked) as Promise<Answer<K>>;
}

/** The backend in use, for the summaries. */
export const backendOf = (page: Page): Promise<string> =>
	page.evaluate(async () => {
		if (window.atelier === undefined) throw new Error('The page has no automation.');
		return (await window.atelier.engine.start()).name;
	});
