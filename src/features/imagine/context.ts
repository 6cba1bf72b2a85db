import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { Example } from '../../library/Examples';
import type { IconName } from '../../ui/Icon';
import { createPanelContext } from '../../ui/requiredContext';
import { type ImagineState, shownWork, type Work } from './state';
import type { Imagine } from './store';

/** Another tab that a bird can be sent to. */
export interface Destination {
	readonly id: string;
	readonly title: string;
	readonly icon: IconName;
}

/** What the components of the panel share. */
export interface ImagineContextValue {
	readonly imagine: Imagine;
	/** Finished works of every tab. */
	readonly examples: readonly Example[];
	/** Saving and sending birds, provided by the shell. */
	readonly works: {
		readonly destinations: readonly Destination[];
		/** Downloads a PNG with its recipe inside. */
		save(work: Work): void;
		/** Adds it to the library. */
		keep(work: Work): void;
		/** Adds it to the library and opens it in another tab. */
		send(work: Work, destination: Destination): void;
	};
}

export const [ImagineContext, useImagineContext, useImagine] = createPanelContext<ImagineContextValue, ImagineState>(
	'the Imagine panel',
	({ imagine }) => imagine,
);

/** The selected bird, once it is drawn. */
export function useWork(): Work | undefined {
	const parts = useImagine(useShallow(({ sheets, shown, chosen, walk }) => ({ sheets, shown, chosen, walk })));
	return useMemo(() => shownWork(parts), [parts]);
}
