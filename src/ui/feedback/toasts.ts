import { createStore } from 'zustand/vanilla';
import { AtelierError, isAbort } from '../../models/errors';

export interface Toast {
	readonly id: number;
	readonly kind: 'note' | 'error';
	readonly text: string;
	readonly action?: { readonly label: string; run(): void };
}

/** Notes go by themselves; errors stay until they are closed. */
export const toasts = createStore<{ readonly shown: readonly Toast[] }>(() => ({ shown: [] }));

const mostShown = 4;
let lastId = 0;

function show(toast: Omit<Toast, 'id'>): void {
	lastId += 1;
	const fresh = { ...toast, id: lastId };
	// The same sentence twice is one event seen twice.
	toasts.setState(({ shown }) => ({
		shown: [...shown.filter(({ text }) => text !== toast.text), fresh].slice(-mostShown),
	}));
}

export const dismiss = (id: number): void =>
	toasts.setState(({ shown }) => ({ shown: shown.filter((toast) => toast.id !== id) }));

/** @param action what can be done about it, such as Undo */
export function note(text: string, action?: Toast['action']): void {
	show({ kind: 'note', text, ...(action === undefined ? {} : { action }) });
}

/**
 * Where every failure ends, and the one place that swallows AbortError: who stopped the work knows.
 * An error without a code is a fault of the studio, so it also goes to the console in full.
 */
export function report(error: unknown): void {
	if (isAbort(error)) return;
	if (error instanceof AtelierError && error.code !== 'internal') {
		show({ kind: 'error', text: error.message });
		return;
	}
	console.error(error);
	const detail = error instanceof Error ? error.message : String(error);
	show({
		kind: 'error',
		text: `Something in the studio failed (${detail}). Try again; reload the page if it stays so.`,
	});
}

/** Runs something that may fail, for event handlers: whatever goes wrong is reported. */
export function attempt(work: () => unknown): void {
	try {
		Promise.resolve(work()).catch(report);
	} catch (error) {
		report(error);
	}
}
