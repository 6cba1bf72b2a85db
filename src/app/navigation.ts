/** Which tab is shown: the identifier behind the # of the page's address. Knows identifiers only, no tabs. */
import { useSyncExternalStore } from 'react';

const key = 'atelier-tab';

function lastUsed(): string | null | undefined {
	try {
		return localStorage.getItem(key);
	} catch {
		return undefined; // storage is refused: every visit begins with the first tab
	}
}

const last = lastUsed();

/** Whether no tab was used in this browser before. */
export const isFirstVisit = last === null;

/** The tab that is shown while the address names none: the one that was used last, at first the first. */
export const homeId = last ?? 'story';

/** Whether the page is driven by a script, through `window.atelier`. */
export const isAutomated = (): boolean => new URLSearchParams(location.search).has('automation');

/** The identifier that the address names now. */
export const shownId = (): string => location.hash.slice(1) || homeId;

/** Remembers the tab that is shown for the next visit. */
export function rememberTab(): void {
	try {
		localStorage.setItem(key, shownId());
	} catch {
		// see `lastUsed`
	}
}

function watch(changed: () => void): () => void {
	addEventListener('hashchange', changed);
	return () => removeEventListener('hashchange', changed);
}

/** The identifier that the address names. Follows the browser's back and forward buttons. */
export const useTabId = (): string => useSyncExternalStore(watch, shownId);

/** Goes to a tab. Adds nothing to the browser's history when that tab is already shown. */
export function openTab(id: string): void {
	if (shownId() !== id) location.hash = id;
}
