import { createStore } from 'zustand/vanilla';
import { failureOf } from '../../engine/jobs/failure';
import { isAbort } from '../../models/errors';

export interface Toast {
	readonly id: number;
	readonly kind: 'note' | 'error';
	readonly text: string;
	readonly action?: { readonly label: string; run(): void };
}

/** Notes disappear by themselves; errors stay until they are closed. */
export const toasts = createStore<{ readonly shown: readonly Toast[] }>(() => ({ shown: [] }));

const mostShown = 4;
let lastId = 0;

function show(toast: Omit<Toast, 'id'>): void {
	lastId += 1;
	const fresh = { ...toast, id: lastId };
	// The same sentence twice is the same event reported twice.
	toasts.setState(({ shown }) => ({
		shown: [...shown.filter(({ text }) => text !== toast.text), fresh].slice(-mostShown),
	}));
}

export const dismiss = (id: number): void =>
	toasts.setState(({ shown }) => ({ shown: shown.filter((toast) => toast.id !== id) }));

/** Shows a toast. @param action a button, such as Undo */
export function note(text: string, action?: Toast['action']): void {
	show({ kind: 'note', text, ...(action === undefined ? {} : { action }) });
}

/** Sentences that a mounted notice shows on the page. */
const inPlace = new Set<{ readonly text: string }>();

/**
 * Suppresses toasts for the failure with this sentence, because a notice on the page shows it.
 * @returns a function that ends this
 */
export function showInPlace(text: string): () => void {
	const notice = { text };
	inPlace.add(notice);
	toasts.setState(({ shown }) => ({ shown: shown.filter((toast) => toast.kind === 'note' || toast.text !== text) }));
	return () => inPlace.delete(notice);
}

/**
 * Shows a failure to the visitor. AbortError is ignored, here and nowhere else: whoever stopped the work knows.
 * An unexpected error is a bug in the studio, so it is also logged to the console.
 */
export function report(error: unknown): void {
	if (isAbort(error)) return;
	const { code, message: text } = failureOf(error);
	if (code === 'internal') console.error(error);
	for (const notice of inPlace) if (notice.text === text) return;
	show({ kind: 'error', text });
}

/** Runs something that may fail and reports its failure. For event handlers. */
export function attempt(work: () => unknown): void {
	try {
		Promise.resolve(work()).catch(report);
	} catch (error) {
		report(error);
	}
}
