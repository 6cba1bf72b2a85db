/** Style sheets of parts that are loaded on demand. Vite loads each only once, so one that failed is loaded again here. */

const missing = new Set<string>();

/** Notices style sheets that fail to load. Call once, at the start. */
export function watchStyles(): void {
	const onError = ({ target }: Event) => {
		if (!(target instanceof HTMLLinkElement) || target.rel !== 'stylesheet') return;
		missing.add(target.href);
		target.remove();
	};
	// An element's error event does not bubble.
	document.addEventListener('error', onError, { capture: true });
}

const loadStyle = (href: string): Promise<void> =>
	new Promise((loaded, failed) => {
		const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href });
		link.onload = () => {
			missing.delete(href);
			loaded();
		};
		link.onerror = () => failed(new Error(`Unable to load the style sheet ${href}`));
		document.head.append(link);
	});

/** Loads those again that failed. */
export const loadMissingStyles = async (): Promise<void> => void (await Promise.all([...missing].map(loadStyle)));
