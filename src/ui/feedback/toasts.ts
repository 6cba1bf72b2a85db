import { createStore } from 'zustand/vanilla';
import { failureOf } from '../../engine/jobs/failure';
import { isAbort } from '../../models/errors';

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

/** Sentences that stand in the page itself while their notices are mounted. */
const inPlace = new Set<{ readonly text: string }>();

/**
 * Keeps the failure with this sentence out of the toasts, as it is shown where the visitor looks.
 * @returns ends that
 */
export function showInPlace(text: string): () => void {
	const notice = { text };
	inPlace.add(notice);
	toasts.setState(({ shown }) => ({ shown: shown.filter((toast) => toast.kind === 'note' || toast.text !== text) }));
	return () => inPlace.delete(notice);
}

/**
 * Where every failure ends, and the one place that swallows AbortError: who stopped the work knows.
 * An error that was not foreseen is a fault of the studio, so it also goes to the console in full.
 */
export function report(error: unknown): void {
	if (isAbort(error)) return;
	const { code, message: text } = failureOf(error);
	if (code === 'internal') console.error(error);
	for (const notice of inPlace) if (notice.text === text) return;
	show({ kind: 'error', text });
}

/** Runs something that may fail, for event handlers: whatever goes wrong is reported. */
export function attempt(work: () => unknown): void {
	try {
		Promise.resolve(work()).catch(report);
	} catch (error) {
		report(error);
	}
}
