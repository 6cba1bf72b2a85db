import { createContext, useContext } from 'react';
import { type StoreApi, useStore } from 'zustand';
import type { Engine } from '../../engine/protocol';
import type { IndexEntry } from '../../library/index/types';
import type { FindState } from './state';
import type { Find } from './store';
import type { FindJobs } from './types';

export interface Doing {
	readonly done: number;
	readonly total: number;
	readonly paused: boolean;
}

/** What the panel sees of the index of pictures. */
export interface IndexState {
	/** By hash, in the order in which they came. */
	readonly entries: ReadonlyMap<string, IndexEntry>;
	readonly storage: 'opening' | 'kept' | 'memory';
	/** Files being read. */
	readonly intake?: Doing | undefined;
	/** Pictures being looked at and captioned. */
	readonly embedding?: Doing | undefined;
}

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
