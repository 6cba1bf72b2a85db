/**
 * How the built page's scripts are grouped. Left to itself the bundler makes a file for each set of parts that share a
 * module: a tab was 35 files of mostly under 1 kB, each waiting for its turn and for the network.
 */

/** What the bundler knows of a module, in part. */
interface Graph {
	getModuleInfo(id: string): { readonly importers: readonly string[] } | null;
}

const tabOf = (id: string): string | undefined => /[\\/]app[\\/]tabs[\\/]([^\\/]+)[\\/]page\.tsx$/.exec(id)?.[1];

/** @returns the tabs whose pages import a module, directly or by way of others */
export function tabsWith(id: string, graph: Graph): string[] {
	const found = new Set([id]);
	// A set's iteration reaches what is added meanwhile.
	for (const one of found) for (const importer of graph.getModuleInfo(one)?.importers ?? []) found.add(importer);
	return [...found].flatMap((one) => tabOf(one) ?? []);
}

/** The first screen is one file, each tab one more, and what several tabs import another. The rest is as the bundler likes. */
export const groups = [
	{
		name: 'index',
		tags: ['$initial' as const],
		// It is a program of its own.
		test: (id: string) => !/[\\/]serviceWorker[\\/]/.test(id),
		priority: 2,
	},
	{
		debugName: 'tabs',
		name: (id: string, graph: Graph) => (tabsWith(id, graph).length > 1 ? 'tabs' : null),
		priority: 1,
	},
	{
		debugName: 'one tab',
		name: (id: string, graph: Graph) => tabsWith(id, graph)[0] ?? null,
	},
];
