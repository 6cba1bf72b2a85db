/**
 * The `test` of every page test. Whatever else a test checks, it also fails when a request left the studio's origin,
 * when the security policy refused something, or when the page threw.
 */
import { test as base, expect } from '@playwright/test';
import { isWanted, watchLongTasks } from './longTasks';

export { expect } from '@playwright/test';

interface Watched {
	/** Addresses outside of the own origin that were asked for. */
	readonly foreign: string[];
	/** What the security policy refused, page and workers. */
	readonly refused: string[];
	/** Uncaught errors. */
	readonly thrown: string[];
}

interface Fixtures {
	/** For tests of the guards themselves, and of failures that are meant to happen: empty what was expected. */
	readonly watched: Watched;
	/** See longTasks.ts. */
	readonly longTasks: undefined;
}

/** Makes a new context one that has been here before, and has seen the tour. Opaque origins have no storage. */
export function notFirstVisit(): void {
	if (origin !== 'null') localStorage['atelier-tab'] ??= 'story';
}

const isPolicyComplaint = (text: string) => /content security policy|cross-origin-embedder-policy/i.test(text);

export const test = base.extend<Fixtures>({
	longTasks: [
		async ({ browser }, use, testInfo) => {
			const stop = isWanted() ? await watchLongTasks(browser, testInfo) : undefined;
			await use(undefined);
			await stop?.();
		},
		{ auto: true },
	],
	watched: [
		async ({ context, baseURL }, use) => {
			const watched: Watched = { foreign: [], refused: [], thrown: [] };
			context.on('request', (request) => {
				const { protocol, origin } = new URL(request.url());
				if (/^(https?|wss?):$/.test(protocol) && origin !== baseURL) watched.foreign.push(request.url());
			});
			context.on('console', (message) => {
				if (isPolicyComplaint(message.text())) watched.refused.push(message.text());
			});
			context.on('weberror', (error) => watched.thrown.push(error.error().stack ?? String(error.error())));
			await context.exposeBinding('reportViolation', (_source, text: string) => watched.refused.push(text));
			await context.addInitScript(() => {
				addEventListener('securitypolicyviolation', (event) => {
					const report = (window as unknown as { reportViolation(text: string): void }).reportViolation;
					report(`${event.violatedDirective}: ${event.blockedURI}`);
				});
			});
			await context.addInitScript(notFirstVisit);
			await use(watched);
			expect(watched, 'requests to other origins, refusals by the security policy, uncaught errors').toEqual({
				foreign: [],
				refused: [],
				thrown: [],
			});
		},
		{ auto: true },
	],
});
