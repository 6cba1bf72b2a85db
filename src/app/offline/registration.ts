/** The page's part of working offline: registers the service worker, and offers a newer build when one is ready. */
import { createStore } from 'zustand/vanilla';
import type { Question } from '../../engine/jobs/types';
import { confirm } from '../../ui/feedback/confirm';
import { lostByClosing } from '../jobs';

export interface OfflineState {
	/** Whether the studio would open without a network. */
	readonly ready: boolean;
	/** Present when a newer build is ready: reloads the page with it, after asking if work would be lost. */
	readonly update: (() => Promise<void>) | undefined;
}

export const offlineStore = createStore<OfflineState>(() => ({ ready: false, update: undefined }));

const reloadQuestion = (work: string): Question => ({
	title: 'Reload now?',
	text: `Reloading would lose ${work}: it is still being made, or this browser keeps nothing.`,
	confirm: 'Reload',
	cancel: 'Not yet',
});

function offerUpdate(waiting: ServiceWorker): void {
	offlineStore.setState({
		async update() {
			const work = lostByClosing();
			if (work !== undefined && !(await confirm(reloadQuestion(work)))) return;
			navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
			waiting.postMessage('take-over');
		},
	});
}

/**
 * Registers the service worker. Call once, after the first screen is drawn. Where there are no service workers (an
 * insecure origin, a private window, refused storage), the studio works all the same, except offline.
 */
export async function registerOffline(): Promise<void> {
	if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
	const registration = await navigator.serviceWorker.register('sw.js').catch((error: unknown) => {
		console.info('Atelier will not work offline:', error);
		return undefined;
	});
	if (registration === undefined) return;
	if (registration.waiting && navigator.serviceWorker.controller) offerUpdate(registration.waiting);
	registration.addEventListener('updatefound', () => {
		const incoming = registration.installing;
		incoming?.addEventListener('statechange', () => {
			// Without a controller this is the first visit: nothing older to replace.
			if (incoming.state === 'installed' && navigator.serviceWorker.controller) offerUpdate(incoming);
		});
	});
	const { active } = await navigator.serviceWorker.ready;
	active?.postMessage('loaded');
	offlineStore.setState({ ready: true });
	// The server sends no isolating headers. Pages served by the service worker have them, from the next load on.
	const key = 'atelier-isolating-reload';
	if (!crossOriginIsolated && sessionStorage.getItem(key) === null) {
		sessionStorage.setItem(key, 'done');
		location.reload();
		return;
	}
	(await import('./prefetch')).prefetchOpenedTabs();
}
