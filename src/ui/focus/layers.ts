/** What lies over the page, such as the viewer or a dialog: each layer has an entry in the browser's history, so that Back closes it. */

/** The part of the browser's history that layers need. */
export interface LayerHistory {
	readonly state: unknown;
	pushState(state: LayerState, unused: string): void;
	replaceState(state: LayerState, unused: string): void;
	/** Goes back later, and calls `onBack` then. */
	back(): void;
}

/** The state of the entry that stands for an open layer. */
interface LayerState {
	readonly layer: number;
}

export interface Layers {
	/** @returns what is called when the layer is closed, in whatever way */
	open(close: () => void): () => void;
	/** To be called when the history has moved: `popstate`. */
	onBack(): void;
}

/**
 * @param later calls back after what is being done now
 * @param first number of the first layer, above those of an earlier load of the page, whose entries may still be there
 */
export function createLayers(history: LayerHistory, later: (then: () => void) => void, first: number): Layers {
	/** What closes each open layer, by its number: a layer lies over those with smaller ones. */
	const open = new Map<number, () => void>();
	let last = first;
	/** Whether the browser is going back over the entry of a layer that was closed. */
	let isReturning = false;

	const shown = (): number | undefined => (history.state as LayerState | null)?.layer;
	const isStale = (): boolean => shown() !== undefined && !open.has(shown() as number);

	function addEntry(layer: number): void {
		if (isReturning) return; // `onBack` does it then
		// A layer that is opened in place of another takes its entry over.
		if (isStale()) history.replaceState({ layer }, '');
		else history.pushState({ layer }, '');
	}

	function dropEntry(): void {
		if (isReturning || !isStale()) return;
		isReturning = true;
		history.back();
	}

	return {
		open(close) {
			last += 1;
			const layer = last;
			open.set(layer, close);
			addEntry(layer);
			return () => {
				open.delete(layer);
				// Its entry goes too, unless something else was opened on top of it meanwhile.
				later(() => shown() === layer && dropEntry());
			};
		},
		onBack() {
			const place = shown() ?? 0;
			if (isReturning) {
				isReturning = false;
				const meanwhile = [...open.keys()].filter((layer) => layer > place);
				for (const layer of meanwhile) addEntry(layer);
				if (meanwhile.length === 0) dropEntry();
				return;
			}
			for (const [layer, close] of [...open].reverse()) if (layer > place) close();
		},
	};
}
