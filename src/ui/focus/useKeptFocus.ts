import { type FocusEvent, type RefObject, useLayoutEffect, useRef } from 'react';

/** Whether no element has the focus: the one that had it was removed. */
export const isFocusLost = (): boolean => document.activeElement === null || document.activeElement === document.body;

interface KeptFocus<E extends HTMLElement> {
	readonly ref: RefObject<E | null>;
	readonly onFocus: (event: FocusEvent) => void;
}

/**
 * Keeps the keyboard's place among buttons that come and go: when the one that was focused last is removed, the one in its
 * place gets the focus. The component must render again when they change.
 */
export function useKeptFocus<E extends HTMLElement>(): KeptFocus<E> {
	const ref = useRef<E>(null);
	const last = useRef<{ readonly element: Element; readonly at: number }>(undefined);
	const buttons = () => [...(ref.current?.querySelectorAll<HTMLElement>('button:not(:disabled)') ?? [])];
	useLayoutEffect(() => {
		if (last.current === undefined || last.current.element.isConnected) return;
		const { at } = last.current;
		last.current = undefined;
		const left = buttons();
		if (isFocusLost()) left[Math.min(at, left.length - 1)]?.focus();
	});
	return {
		ref,
		onFocus({ target }) {
			last.current = { element: target, at: Math.max(0, buttons().indexOf(target as HTMLElement)) };
		},
	};
}
