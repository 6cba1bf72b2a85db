/** Questions to the page's Story. */
import type { Page } from 'playwright';
import type { AutomatedStoryteller } from '../../src/app/tabs/story/automationTypes';

type Request<K extends keyof AutomatedStoryteller> = Parameters<AutomatedStoryteller[K]>[0];
type Answer<K extends keyof AutomatedStoryteller> = Awaited<ReturnType<AutomatedStoryteller[K]>>;

/** Calls `window.atelier.story[name]`; its lines of progress go where the studio's go. */
export function ask<K extends keyof AutomatedStoryteller>(
	page: Page,
	name: K,
	request: Request<K>,
): Promise<Answer<K>> {
	const asked: { name: keyof AutomatedStoryteller; request: unknown } = { name, request };
	return page.evaluate(async ({ name, request }) => {
		if (window.atelier === undefined) throw new Error('The page has no automation.');
		const answer = window.atelier.story[name] as (request: unknown, tell?: (line: string) => void) => Promise<unknown>;
		return answer(request, window.atelierProgress);
	}, asked) as Promise<Answer<K>>;
}
