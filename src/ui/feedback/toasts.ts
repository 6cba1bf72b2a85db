import { createStore } from 'zustand/vanilla';
import { failureOf } from '../../engine/jobs/failure';
import { isAbort } from '../../models/errors';

export interface Toast {
	readonly id: number;
	readonly kind: 'note' | 'error';
	readonly text: string;
	readonly action?: { readonly label: string; run(): void };
	/** What its Undo brings back, if it reports deletions. */
	readonly removal?: Removal;
}

/** Something that was deleted, and the only way to bring it back. */
export interface Removal {
	/** How many things were deleted. */
	readonly count: number;
	/** Says that `count` of these were deleted. Deletions with the same function are collected in one note. */
	readonly textOf: (count: number) => string;
	undo(): void;
}

/** All toasts disappear by themselves, unless the pointer or the focus is on them, or the page is hidden; `ToastList` tells the time. */
export const toasts = createStore<{ readonly shown: readonly Toast[] }>(() => ({ shown: [] }));

const mostShown = 4;
let lastId = 0;

/** Shows a toast in place of those that it makes superfluous. One with an action may be the only way back, so nothing pushes it out. */
function show(toast: Omit<Toast, 'id'>, isSuperfluous: (earlier: Toast) => boolean): void {
	lastId += 1;
	const fresh = { ...toast, id: lastId };
	toasts.setState(({ shown }) => {
		const all = [...shown.filter((earlier) => !isSuperfluous(earlier)), fresh];
		const passing = all.filter(({ action }) => action === undefined);
		const pushedOut = passing.slice(0, -mostShown);
		return { shown: all.filter((one) => !pushedOut.includes(one)) };
	});
}

/** The same sentence twice is the same event reported twice. */
const says =
	(text: string) =>
	(toast: Toast): boolean =>
		toast.text === text && toast.action === undefined;

export const dismiss = (id: number): void =>
	toasts.setState(({ shown }) => ({ shown: shown.filter((toast) => toast.id !== id) }));

/** Shows a toast. @param action a button, such as Undo */
export function note(text: string, action?: Toast['action']): void {
	if (action === undefined) show({ kind: 'note', text }, says(text));
	else show({ kind: 'note', text, action }, () => false);
}

/**
 * Notes that something was deleted, with Undo. While such a note is shown, further deletions of the kind are added to it,
 * and its Undo brings back all of them, the last one first.
 * @param text says what was deleted, as long as it is the only thing
 */
export function noteRemoval(text: string, removal: Removal): void {
	const { textOf } = removal;
	const isOfKind = (toast: Toast) => toast.removal?.textOf === textOf;
	const earlier = toasts.getState().shown.find(isOfKind)?.removal;
	const count = removal.count + (earlier?.count ?? 0);
	const undo = () => {
		removal.undo();
		earlier?.undo();
	};
	show(
		{
			kind: 'note',
			text: earlier === undefined ? text : textOf(count),
			action: { label: 'Undo', run: undo },
			removal: { count, textOf, undo },
		},
		isOfKind,
	);
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
	show({ kind: 'error', text }, says(text));
}

/** Runs something that may fail and reports its failure. For event handlers. */
export function attempt(work: () => unknown): void {
	try {
		Promise.resolve(work()).catch(report);
	} catch (error) {
		report(error);
	}
}
