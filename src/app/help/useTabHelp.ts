import { useEffect, useState } from 'react';
import { report } from '../../ui/feedback/toasts';
import { tabs } from '../tabs/registry';
import type { TabHelp, TabName } from '../tabs/types';

export interface HelpOfTab extends TabHelp {
	readonly tab: TabName;
}

// Here, so that the first screen does not carry where they are.
const files = import.meta.glob<TabHelp>('../tabs/*/help.ts', { import: 'help' });

let loaded: readonly HelpOfTab[] = [];

/** Each tab's part of the help; none until they are loaded. */
export function useTabHelp(): readonly HelpOfTab[] {
	const [helps, setHelps] = useState(loaded);
	useEffect(() => {
		Promise.all(
			tabs.map(async (tab) => ({ tab, ...(await (files[`../tabs/${tab.id}/help.ts`] as () => Promise<TabHelp>)()) })),
		).then((all) => {
			loaded = all;
			setHelps(all);
		}, report);
	}, []);
	return helps;
}
