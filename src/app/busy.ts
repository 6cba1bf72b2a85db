/** Tracks long work in the tensor worker by the tab that started it, so that other tabs can say what they wait for. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

interface Work {
	readonly what: string;
	/** 0 to 1, where it is known. */
	readonly progress?: number | undefined;
}

const busy = createStore<Readonly<Record<string, Work | undefined>>>(() => ({}));

/** @param what a noun phrase for a sentence such as "Waiting for the painting to end"; undefined once the work is done */
export const setBusy = (tabId: string, what: string | undefined, progress?: number): void =>
	busy.setState({ [tabId]: what === undefined ? undefined : { what, progress } });

/** What any tab keeps the worker busy with; undefined when there is no such work. */
export const busyWith = (): string | undefined => Object.values(busy.getState()).find((work) => work)?.what;

/** What another tab keeps the worker busy with, if anything. */
export const useBusyElsewhere = (tabId: string): string | undefined =>
	useStore(busy, (state) => Object.entries(state).find(([id, work]) => id !== tabId && work)?.[1]?.what);

/** How far a tab's work has come, in whole percent. */
export const useProgressOf = (tabId: string): number | undefined =>
	useStore(busy, (state) => {
		const progress = state[tabId]?.progress;
		return progress === undefined ? undefined : Math.floor(100 * progress);
	});
