import { useSyncExternalStore } from 'react';
import { home, type Tab, tabs } from './tabs/registry';

function watch(changed: () => void): () => void {
	addEventListener('hashchange', changed);
	return () => removeEventListener('hashchange', changed);
}

/** The tab that the page's address names, or the home. Back and forward come with the address. */
export function useTab(): Tab {
	const id = useSyncExternalStore(watch, () => location.hash.slice(1));
	return tabs.find((tab) => tab.id === id) ?? home;
}

/** Goes to a tab; the address stays as it is when that one is shown already. */
export function openTab(id: string): void {
	const shown = tabs.find((tab) => tab.id === location.hash.slice(1)) ?? home;
	if (shown.id !== id) location.hash = id;
}
