/** Whether the library's page covers the tab. */
import { createStore } from 'zustand/vanilla';
import { library } from './library';

export const libraryView = createStore<{ readonly isOpen: boolean }>(() => ({ isOpen: false }));

export function openLibrary(): void {
	library.select(undefined);
	libraryView.setState({ isOpen: true });
}

/** Shows the tab again: closes the library's page and the viewer. */
export function closeLibrary(): void {
	library.select(undefined);
	libraryView.setState({ isOpen: false });
}

addEventListener('hashchange', closeLibrary);
