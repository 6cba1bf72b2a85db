import { useEffect, useState } from 'react';
import { report } from '../../ui/feedback/toasts';
import { helpOf } from '../tabs/parts';
import { tabs } from '../tabs/registry';
import type { TabHelp, TabName } from '../tabs/types';

export interface HelpOfTab extends TabHelp {
	readonly tab: TabName;
}

let loaded: readonly HelpOfTab[] = [];

/** Each tab's part of the help; none until they are loaded. */
export function useTabHelp(): readonly HelpOfTab[] {
	const [helps, setHelps] = useState(loaded);
	useEffect(() => {
		Promise.all(tabs.map(async (tab) => ({ tab, ...(await helpOf(tab.id)) }))).then((all) => {
			loaded = all;
			setHelps(all);
		}, report);
	}, []);
	return helps;
}
