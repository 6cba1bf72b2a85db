/** The parts of a tab's folder that are loaded when they are needed. */
import type { TabHelp } from './types';

const helps = import.meta.glob<TabHelp>('./*/help.ts', { import: 'help' });
const examples = import.meta.glob<() => Promise<void>>('./*/example.ts', { import: 'open' });
const automations = import.meta.glob<Readonly<Record<string, unknown>>>('./*/automation.ts');

const partOf = <T>(parts: Readonly<Record<string, () => Promise<T>>>, path: string): Promise<T> =>
	(parts[path] ?? (() => Promise.reject(new Error(`There is no ${path}.`))))();

/** What the help says about a tab. */
export const helpOf = (id: string): Promise<TabHelp> => partOf(helps, `./${id}/help.ts`);

/** Shows a tab's finished example with its settings. The tab is shown already. */
export const openExample = async (id: string): Promise<void> => (await partOf(examples, `./${id}/example.ts`))();

/** A tab's part of `window.atelier`, for the command line, the bench and the tests. */
export const automationOf = async (id: string): Promise<unknown> =>
	(await partOf(automations, `./${id}/automation.ts`))[id];
