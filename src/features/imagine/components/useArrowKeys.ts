import type { KeyboardEvent, RefObject } from 'react';

/** Moves the focus between the buttons of a wrapping list with the arrow keys, Home and End. */
export function useArrowKeys(list: RefObject<HTMLElement | null>): (event: KeyboardEvent) => void {
	return (event) => {
		const buttons = [...(list.current?.querySelectorAll('button:not(:disabled)') ?? [])] as HTMLButtonElement[];
		const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
		const target = at < 0 ? undefined : targetOf(event.key, at, buttons);
		if (target === undefined) return;
		event.preventDefault();
		target.focus();
	};
}

function targetOf(key: string, at: number, buttons: readonly HTMLButtonElement[]): HTMLButtonElement | undefined {
	const top = buttons[0]?.getBoundingClientRect().top;
	const columns = buttons.filter((button) => button.getBoundingClientRect().top === top).length;
	const places: Readonly<Record<string, number>> = {
		ArrowRight: at + 1,
		ArrowLeft: at - 1,
		ArrowDown: at + columns,
		ArrowUp: at - columns,
		Home: 0,
		End: buttons.length - 1,
	};
	return buttons[places[key] ?? -1];
}
