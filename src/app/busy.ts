/** Tracks long work in the tensor worker by the tab that started it, so that other tabs can say what they wait for. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

const busy = createStore<Readonly<Record<string, string | undefined>>>(() => ({}));

/** @param what a noun phrase for a sentence such as "Waiting for the painting to end"; undefined once the work is done */
export const setBusy = (tabId: string, what: string | undefined): void => busy.setState({ [tabId]: what });

/** What any tab keeps the worker busy with; undefined when there is no such work. */
export const busyWith = (): string | undefined => Object.values(busy.getState()).find((what) => what !== undefined);

/** What another tab keeps the worker busy with, if anything. */
export const useBusyElsewhere = (tabId: string): string | undefined =>
	useStore(busy, (state) => Object.entries(state).find(([id, what]) => id !== tabId && what !== undefined)?.[1]);
