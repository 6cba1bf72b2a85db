/** Questions to the page's Find. */
import type { Page } from 'playwright';
import type { AutomatedFind } from '../../src/app/tabs/find/automationTypes';
import type { CaptionOptions } from '../../src/features/find/types';
import type { EmbedTools } from './embedFiles';

type Request<K extends keyof AutomatedFind> = Parameters<AutomatedFind[K]>[0];
type Answer<K extends keyof AutomatedFind> = Awaited<ReturnType<AutomatedFind[K]>>;

/** Calls `window.atelier.find[name]`; its lines of progress go where the studio's go. */
export function ask<K extends keyof AutomatedFind>(page: Page, name: K, request: Request<K>): Promise<Answer<K>> {
	const asked: { name: keyof AutomatedFind; request: unknown } = { name, request };
	return page.evaluate(async ({ name, request }) => {
		if (window.atelier === undefined) throw new Error('The page has no automation.');
		const answer = window.atelier.find[name] as (request: unknown, tell?: (line: string) => void) => Promise<unknown>;
		return answer(request, window.atelierProgress);
	}, asked) as Promise<Answer<K>>;
}

/** The backend that computes, as the summaries name it. */
export const backendOf = (page: Page): Promise<string> =>
	page.evaluate(async () => {
		if (window.atelier === undefined) throw new Error('The page has no automation.');
		return (await window.atelier.engine.start()).name;
	});

/** What embeds files in this page, with lines of progress on standard error. */
export const embedTools = (page: Page, captions: CaptionOptions): EmbedTools => ({
	embed: (files) => ask(page, 'embed', { files, captions }),
	tell: (line) => console.error(line),
	now: Date.now,
});
