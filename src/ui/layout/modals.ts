/** The modal dialogs that are open, the topmost last. Nothing behind it can be used. */
import { createStore } from 'zustand/vanilla';

export const modals = createStore<{ readonly open: readonly HTMLDialogElement[] }>(() => ({ open: [] }));

/** @returns what closes it */
export function openModal(dialog: HTMLDialogElement): () => void {
	dialog.showModal();
	modals.setState(({ open }) => ({ open: [...open, dialog] }));
	return () => {
		modals.setState(({ open }) => ({ open: open.filter((one) => one !== dialog) }));
		dialog.close();
	};
}
