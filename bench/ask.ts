/** Questions to a bench's page: what stands on its window, called by name. */
import type { Page } from 'playwright';
import type { FindBench } from './page/findQuestions';
import type { ImagineBench } from './page/imagineQuestions';
import type { StoryBench } from './page/storyQuestions';

interface Benches {
	readonly findBench: FindBench;
	readonly imagineBench: ImagineBench;
	readonly storyBench: StoryBench;
}

// biome-ignore lint/suspicious/noExplicitAny: benches have methods of unlike types, and no narrower bound
type Method = (...request: any[]) => unknown;

/** @returns what asks the one bench of the page, by the names of its methods */
export const asker =
	<B extends keyof Benches>(bench: B) =>
	<K extends keyof Benches[B]>(
		page: Page,
		name: K,
		...request: Benches[B][K] extends Method ? Parameters<Benches[B][K]> : never
	): Promise<Benches[B][K] extends Method ? Awaited<ReturnType<Benches[B][K]>> : never> =>
		page.evaluate(
			async ({ bench, name, request }) => {
				const found = window[bench] as unknown as Record<string, Method> | undefined;
				if (found === undefined) throw new Error('The page has no bench.');
				return found[name]?.(...request);
			},
			{ bench, name: String(name), request: request as unknown[] },
		) as Promise<Benches[B][K] extends Method ? Awaited<ReturnType<Benches[B][K]>> : never>;
