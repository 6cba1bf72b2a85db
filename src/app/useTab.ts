import { useSyncExternalStore } from 'react';
import type { Tab } from './tabs';

function watch(changed: () => void): () => void {
	addEventListener('hashchange', changed);
	return () => removeEventListener('hashchange', changed);
}

/** The tab that the page's address names, or the first. Back and forward come with the address. */
export function useTab(tabs: readonly [Tab, ...Tab[]]): Tab {
	const id = useSyncExternalStore(watch, () => location.hash.slice(1));
	return tabs.find((tab) => tab.id === id) ?? tabs[0];
}

/** Goes to a tab; the address stays as it is when that one is shown already. */
export function openTab(id: string, tabs: readonly [Tab, ...Tab[]]): void {
	const shown = tabs.find((tab) => tab.id === location.hash.slice(1)) ?? tabs[0];
	if (shown.id !== id) location.hash = id;
}
