/** Questions to the page's Imagine. */
import type { Page } from 'playwright';
import type { AutomatedImagine } from '../../src/app/tabs/imagine/automationTypes';

type Request<K extends keyof AutomatedImagine> = Parameters<AutomatedImagine[K]>[0];
type Answer<K extends keyof AutomatedImagine> = Awaited<ReturnType<AutomatedImagine[K]>>;

/** Calls `window.atelier.imagine[name]`; its lines of progress go where the studio's go. */
export function ask<K extends keyof AutomatedImagine>(page: Page, name: K, request: Request<K>): Promise<Answer<K>> {
	const asked: { name: keyof AutomatedImagine; request: unknown } = { name, request };
	return page.evaluate(async ({ name, request }) => {
		if (window.atelier === undefined) throw new Error('The page has no automation.');
		const answer = window.atelier.imagine[name] as (
			request: unknown,
			tell?: (line: string) => void,
		) => Promise<unknown>;
		return answer(request, window.atelierProgress);
	}, asked) as Promise<Answer<K>>;
}
