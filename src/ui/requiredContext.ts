import { type Context, createContext, useContext } from 'react';

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
