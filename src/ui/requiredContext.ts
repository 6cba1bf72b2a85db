import { type Context, createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';

/**
 * Creates a context without a default value.
 * @param owner who provides it, for the error message
 * @returns the context, and a hook that reads it and throws outside the owner
 */
export function createRequiredContext<T>(owner: string): readonly [Context<T | undefined>, () => T] {
	const context = createContext<T | undefined>(undefined);
	const useRequired = (): T => {
		const value = useContext(context);
		if (value === undefined) throw new Error(`Used outside ${owner}.`);
		return value;
	};
	return [context, useRequired];
}

/** What a hook reads of a store. */
type Readable<S> = Pick<StoreApi<S>, 'getState' | 'getInitialState' | 'subscribe'>;

/**
 * Creates the context of a feature's panel.
 * @param storeOf the store among what the panel's components share
 * @returns the context, a hook that reads it, and a hook that selects a part of the store's state: the component renders
 * again when that part changes
 */
export function createPanelContext<T, S>(
	owner: string,
	storeOf: (value: T) => Readable<S>,
): readonly [Context<T | undefined>, () => T, <R>(select: (state: S) => R) => R] {
	const [context, useValue] = createRequiredContext<T>(owner);
	return [context, useValue, (select) => useStore(storeOf(useValue()), select)];
}
