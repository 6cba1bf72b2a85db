import { useEffect } from 'react';
import { isFocusLost } from './useKeptFocus';

/**
 * Returns the focus, when the component is removed with it, to the element that had it before.
 * @param instead finds another element when that one is gone
 */
export function useReturnFocus(instead?: () => HTMLElement | null): void {
	// biome-ignore lint/correctness/useExhaustiveDependencies: what had the focus is known only at the start
	useEffect(() => {
		const before = document.activeElement;
		return () => {
			if (!isFocusLost()) return;
			const target = before instanceof HTMLElement && before.isConnected ? before : instead?.();
			target?.focus({ preventScroll: true });
		};
	}, []);
}
