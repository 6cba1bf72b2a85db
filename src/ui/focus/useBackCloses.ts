import { useEffect, useRef } from 'react';

/** The state of the history's entry that stands for an open layer. */
interface LayerState {
	readonly layer: number;
}

/** Counts on from an earlier load of the page, whose entries may still be in the history. */
let layers = Date.now();

const isOwn = (layer: number): boolean => (history.state as LayerState | null)?.layer === layer;

/** Lets the browser's Back close what lies over the page, while the component is mounted, instead of leaving the page. */
export function useBackCloses(onClose: () => void): void {
	const close = useRef(onClose);
	close.current = onClose;
	useEffect(() => {
		layers += 1;
		const layer = layers;
		history.pushState({ layer } satisfies LayerState, '');
		const onBack = () => {
			if (!isOwn(layer)) close.current();
		};
		addEventListener('popstate', onBack);
		return () => {
			removeEventListener('popstate', onBack);
			// Closed in another way: its entry goes too, unless another tab was opened on top of it meanwhile.
			setTimeout(() => isOwn(layer) && history.back());
		};
	}, []);
}
