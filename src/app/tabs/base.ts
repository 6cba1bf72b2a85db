/** What every tab says of itself in the same way. */
import { lazyPart } from '../../ui/feedback/lazyPart';
import type { PageProps, Tab, TabName } from './types';

/** @param page loads the tab's page when it is first shown */
export const tabBase = (
	name: TabName,
	networks: Tab['networks'],
	page: Parameters<typeof lazyPart<PageProps>>[1],
): Pick<Tab, keyof TabName | 'Page' | 'networks'> => ({ ...name, Page: lazyPart(name.title, page), networks });
