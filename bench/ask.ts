/** Calls methods of the bench on a page's `window` by name. */
import type { Page } from 'playwright';
import type { FindBench } from './page/findQuestions';
import type { ImagineBench } from './page/imagineQuestions';
import type { StoryBench } from './page/storyQuestions';
import type { StudioBench } from './page/studioBench';

export interface Benches {
	readonly findBench: FindBench;
	readonly imagineBench: ImagineBench;
	readonly storyBench: StoryBench;
}

// biome-ignore lint/suspicious/noExplicitAny: benches have methods of unlike types, and no narrower bound
type Method = (...request: any[]) => unknown;

/** The promised result of a method. */
type Answer<T> = Promise<T extends Method ? Awaited<ReturnType<T>> : never>;

type Asker<T> = <K extends keyof T>(
	page: Page,
	name: K,
	...request: T[K] extends Method ? Parameters<T[K]> : never
) => Answer<T[K]>;

/** @returns a function that calls a method of one bench on a page */
export const asker = <B extends keyof Benches>(bench: B): Asker<Benches[B]> => asking(bench);

/** @returns a function that calls a method that all benches have */
export const commonAsker = (bench: keyof Benches): Asker<StudioBench> => asking(bench);

const asking =
	<T>(bench: keyof Benches): Asker<T> =>
	(page, name, ...request) =>
		page.evaluate(
			async ({ bench, name, request }) => {
				const found = window[bench] as unknown as Record<string, Method> | undefined;
				if (found === undefined) throw new Error('The page has no bench.');
				return found[name]?.(...request);
			},
			{ bench, name: String(name), request: request as unknown[] },
		) as Answer<T[typeof name]>;
