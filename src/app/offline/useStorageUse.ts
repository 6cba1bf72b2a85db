import { useCallback, useEffect, useState } from 'react';

/** How much the browser keeps for this page, and whether it may clear it by itself. */
export interface StorageUse {
	readonly usage: number;
	readonly quota: number;
	readonly persisted: boolean;
}

/** What the browser says about its storage; undefined while that is not known, or where it does not say. */
export function useStorageUse(): { readonly use: StorageUse | undefined; readonly ask: () => Promise<void> } {
	const [use, setUse] = useState<StorageUse>();
	const read = useCallback(async () => {
		const { storage } = navigator;
		if (storage?.estimate === undefined) return;
		const [{ usage = 0, quota = 0 }, persisted] = await Promise.all([storage.estimate(), storage.persisted()]);
		setUse({ usage, quota, persisted });
	}, []);
	// A browser that refuses to say leaves the line out.
	useEffect(() => void read().catch(() => undefined), [read]);
	const ask = useCallback(async () => {
		await navigator.storage.persist();
		await read();
	}, [read]);
	return { use, ask };
}
