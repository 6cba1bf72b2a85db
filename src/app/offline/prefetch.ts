/** Downloads the networks of each tab that is opened, while the page is idle. */
import { createByteCache } from '../../models/cache';
import { publishedModels } from '../../networks/catalogue';
import { engine } from '../engine';
import { shownId } from '../navigation';
import { tabToShow } from '../tabs/registry';
import { createDownloads } from './downloads';

// The worker reports refused storage to the visitor; to hear it from here too would be once too often.
export const downloads = createDownloads({
	catalogue: publishedModels,
	engine,
	cache: createByteCache(() => undefined),
});

/** Visitors who pay for every megabyte download a network when they use it, and not before. */
function isMetered(): boolean {
	const { connection } = navigator as Navigator & { connection?: { readonly saveData?: boolean } };
	return connection?.saveData === true;
}

/** Begins with the tab that is shown. */
export function prefetchOpenedTabs(): void {
	if (isMetered()) return;
	const whenIdle = globalThis.requestIdleCallback ?? setTimeout;
	const opened = () => whenIdle(() => void downloads.prefetch(tabToShow(shownId()).networks));
	addEventListener('hashchange', opened);
	opened();
}
