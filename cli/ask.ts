/** Calls to the page's features. */
import type { Page } from 'playwright';
import type { Automation, OnLine } from '../src/app/automation/types';

/** A method of a feature: it takes one request, and a listener for lines of progress. */
type Method = (request: never, tell?: OnLine) => Promise<unknown>;

/**
 * @param feature the name of `F` in `window.atelier`
 * @returns a function that calls one of the feature's methods; its lines of progress go to the studio's `onProgress`
 */
export function askOf<F extends { readonly [K in keyof F]: Method }>(feature: string) {
	return <K extends keyof F & string>(
		page: Page,
		name: K,
		request: Parameters<F[K]>[0],
	): Promise<Awaited<ReturnType<F[K]>>> => {
		const asked: { feature: string; name: string; request: unknown } = { feature, name, request };
		return page.evaluate(async ({ feature, name, request }) => {
			if (window.atelier === undefined) throw new Error('The page has no automation.');
			const methods = window.atelier[feature as keyof Automation] as unknown as Record<string, Method>;
			return (methods[name] as Method)(request as never, window.atelierProgress);
		}, asked) as Promise<Awaited<ReturnType<F[K]>>>;
	};
}
