import { createContext, useContext } from 'react';
import { type StoreApi, useStore } from 'zustand';
import type { Engine } from '../../engine/protocol';
import type { IndexState } from './index/state';
import type { IndexEntry } from './index/types';
import type { FindState } from './state';
import type { Find } from './store';
import type { FindJobs } from './types';

export type Doing = Pick<NonNullable<IndexState['embedding']>, 'done' | 'total' | 'paused'>;

/** What the panel's parts reach for. */
export interface FindRoom {
	readonly find: Find;
	readonly engine: Pick<Engine<FindJobs>, 'run'>;
	readonly index: Pick<StoreApi<IndexState>, 'getState' | 'getInitialState' | 'subscribe'>;
	/** What is done about pictures, kept by the shell. */
	readonly pictures: {
		chooseFolder(): void;
		chooseFiles(): void;
		/** A file to compare with, which does not go into the index. */
		chooseExample(): void;
		addSamples(): void;
		/** Reading and looking, both. */
		setPaused(paused: boolean): void;
		stop(): void;
		remove(hashes: readonly string[]): void;
		/** All of them; the visitor has agreed. */
		clear(): void;
		exportIndex(): void;
		sendToPaint(entry: IndexEntry): void;
	};
}

export const FindContext = createContext<FindRoom | undefined>(undefined);

export function useFindRoom(): FindRoom {
	const room = useContext(FindContext);
	if (room === undefined) throw new Error('useFindRoom: outside of the Find panel');
	return room;
}

/** A piece of Find's state; the part is drawn anew when that piece changes. */
export function useFind<T>(select: (state: FindState) => T): T {
	return useStore(useFindRoom().find, select);
}

export function useIndex<T>(select: (state: IndexState) => T): T {
	return useStore(useFindRoom().index, select);
}
