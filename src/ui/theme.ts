import { createStore } from 'zustand/vanilla';

export type Theme = 'system' | 'light' | 'dark';
const order: readonly Theme[] = ['system', 'light', 'dark'];
const key = 'atelier-theme';

function remembered(): Theme {
	try {
		const kept = localStorage.getItem(key);
		return order.find((theme) => theme === kept) ?? 'system';
	} catch {
		return 'system'; // storage refused: the theme is chosen anew each visit
	}
}

/** `shown` is what the page looks like, `theme` what the visitor asked for. */
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

/** Call before the first drawing, so that the page does not flash. */
export function startTheme(): void {
	apply(remembered());
	matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => apply(themeStore.getState().theme));
}

/** As the system, light, dark, and round again. */
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
