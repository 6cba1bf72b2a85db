import { createStore } from 'zustand/vanilla';

export type Theme = 'system' | 'light' | 'dark';
const order: readonly Theme[] = ['system', 'light', 'dark'];
const key = 'atelier-theme';

function remembered(): Theme {
	try {
		const kept = localStorage.getItem(key);
		return order.find((theme) => theme === kept) ?? 'system';
	} catch {
		return 'system'; // storage is refused: the theme is not remembered
	}
}

/** The theme: `theme` is the visitor's choice, `shown` the one in effect. */
export const themeStore = createStore<{ readonly theme: Theme; readonly shown: 'light' | 'dark' }>(() => ({
	theme: 'system',
	shown: 'light',
}));

function apply(theme: Theme): void {
	const dark = theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
	const shown = dark ? 'dark' : 'light';
	document.documentElement.dataset.theme = shown;
	themeStore.setState({ theme, shown });
}

/** Applies the theme. Call before the first rendering, so that the page does not flash. */
export function startTheme(): void {
	apply(remembered());
	matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => apply(themeStore.getState().theme));
}

/** Switches to the next theme: system, light, dark, and so on. */
export function nextTheme(): void {
	const { theme } = themeStore.getState();
	const next = order[(order.indexOf(theme) + 1) % order.length] ?? 'system';
	try {
		localStorage.setItem(key, next);
	} catch {
		// see `remembered`
	}
	apply(next);
}
