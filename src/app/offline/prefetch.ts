/** Downloads the networks of each tab that is opened, while the page is idle. */
import { createByteCache } from '../../models/cache';
import { publishedModels } from '../../networks/catalogue';
import { engine } from '../engine';
import { shownId } from '../navigation';
import { tabToShow } from '../tabs/registry';
import { createDownloads } from './downloads';

// The worker already tells the visitor when storage is refused.
export const downloads = createDownloads({
	catalogue: publishedModels,
	engine,
	cache: createByteCache(() => undefined),
});

/** Whether the visitor asked for little traffic: then a network is downloaded when it is used, and not before. */
function isMetered(): boolean {
	const { connection } = navigator as Navigator & { connection?: { readonly saveData?: boolean } };
	return connection?.saveData === true;
}

/** Downloads the networks of the tab that is shown, and of each tab that is opened later. */
export function prefetchOpenedTabs(): void {
	if (isMetered()) return;
	const whenIdle = globalThis.requestIdleCallback ?? setTimeout;
	const opened = () => whenIdle(() => void downloads.prefetch(tabToShow(shownId()).networks));
	addEventListener('hashchange', opened);
	opened();
}
