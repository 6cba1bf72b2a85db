import { useMemo } from 'react';
import type { Engine } from '../../engine/protocol';
import type { Example } from '../../library/Examples';
import type { Sample } from '../../library/samples';
import type { Database } from '../../storage/types';
import { createPanelContext } from '../../ui/requiredContext';
import { budgetOf } from './budget';
import type { OwnNetworkStores } from './ownNetwork/shared/types';
import { type Canvas, canvasOf } from './presets';
import type { PaintState } from './state';
import type { Paint } from './store';
import type { PaintJobs } from './types';

/** What the components of the panel share. */
export interface PaintContextValue {
	readonly paint: Paint;
	readonly engine: Engine<PaintJobs>;
	readonly database: Database<OwnNetworkStores>;
	/** Ways to add pictures, provided by the shell. */
	readonly pictures: {
		readonly examples: readonly Example[];
		choose(purpose: 'photo' | 'style' | 'mask'): void;
		openCamera(): void;
		paste(): void;
		takeSample(sample: Sample): void;
	};
}

export const [PaintContext, usePaintContext, usePaint] = createPanelContext<PaintContextValue, PaintState>(
	'the Paint panel',
	({ paint }) => paint,
);

/** What the size of the next painting depends on. */
export function useCanvas(): Canvas {
	const photo = usePaint((state) => state.photo);
	const mask = usePaint((state) => state.mask);
	const speed = usePaint((state) => state.speed);
	const clip = usePaint((state) => state.clip);
	const wholeClip = usePaint((state) => state.wholeClip);
	const filmSeconds = usePaint((state) => state.filmSeconds);
	return useMemo(
		() => canvasOf({ photo, mask, speed, clip, wholeClip, filmSeconds }, budgetOf),
		[photo, mask, speed, clip, wholeClip, filmSeconds],
	);
}
