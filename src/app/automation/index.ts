/**
 * `window.atelier`, for the command line, the bench and the tests: the tabs without their panels. Loaded only when the
 * page was opened with `?automation`.
 */
import { engine } from '../engine';
import { tabs } from '../tabs/registry';
import type { Automation } from './types';

/** Sets `window.atelier`: the engine, and every tab's part under the tab's identifier. */
export async function exposeAutomation(): Promise<void> {
	const parts = await Promise.all(tabs.map(async ({ id, automation }) => [id, await automation()] as const));
	// The compiler knows the parts from the tabs' `automationTypes.ts`, but not that these are they.
	window.atelier = { engine, ...(Object.fromEntries(parts) as Omit<Automation, 'engine'>) };
}
