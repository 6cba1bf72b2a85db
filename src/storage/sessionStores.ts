/** Where sessions are kept. Apart from `session.ts`, because the database is opened on the first screen. */
import type { StoreDeclarations } from './types';

/** One part of what a window showed on a tab. */
export interface SessionPart {
	/** `tab/window/name`. */
	readonly key: string;
	readonly value: unknown;
}

export interface SessionStores {
	session: SessionPart;
}

export const sessionStores = { session: { keyPath: 'key', unannounced: true } } satisfies StoreDeclarations;
