/**
 * `window.atelier`: controls the tabs without their panels, for the command line, the benches and the tests. Loaded only
 * when the page was opened with `?automation`.
 */
import { engine } from '../engine';
import { tabs } from '../tabs/registry';
import type { Automation } from './types';

const automations = import.meta.glob<Readonly<Record<string, unknown>>>('../tabs/*/automation.ts');

/** Sets `window.atelier` to the engine and every tab's part under the tab's identifier. */
export async function exposeAutomation(): Promise<void> {
	const parts = await Promise.all(
		tabs.map(async ({ id }) => [id, (await automations[`../tabs/${id}/automation.ts`]?.())?.[id]] as const),
	);
	// The tabs' `automationTypes.ts` declare the types of these parts; the compiler cannot connect the two.
	window.atelier = { engine, ...(Object.fromEntries(parts) as Omit<Automation, 'engine'>) };
}
