import { useMemo } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { IconName } from '../../ui/Icon';
import { createRequiredContext } from '../../ui/requiredContext';
import { type ImagineState, shownWork, type Work } from './state';
import type { Imagine } from './store';

/** Another tab that a bird can go on to. */
export interface Way {
	readonly id: string;
	readonly title: string;
	readonly icon: IconName;
}

/** What the panel's parts reach for. */
export interface ImagineRoom {
	readonly imagine: Imagine;
	/** What becomes of a bird, kept by the shell. */
	readonly works: {
		readonly ways: readonly Way[];
		/** A PNG with its recipe inside, among the downloads. */
		save(work: Work): void;
		/** Into the library. */
		keep(work: Work): void;
		/** Into the library, and on to another tab. */
		send(work: Work, to: Way): void;
	};
}

export const [ImagineContext, useImagineRoom] = createRequiredContext<ImagineRoom>('the Imagine panel');

/** A piece of Imagine's state; the part is drawn anew when that piece changes. */
export function useImagine<T>(select: (state: ImagineState) => T): T {
	return useStore(useImagineRoom().imagine, select);
}

/** The bird that is looked at, once it is drawn. */
export function useWork(): Work | undefined {
	const parts = useImagine(useShallow(({ sheets, shown, chosen, walk }) => ({ sheets, shown, chosen, walk })));
	return useMemo(() => shownWork(parts), [parts]);
}
