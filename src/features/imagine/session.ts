/** What of the Imagine tab comes back after a reload: the sentence, the settings, the newest sheets of birds, and a walk. */
import type { StoreApi } from 'zustand/vanilla';
import { readOptions } from '../../options/read';
import { type Parts, partsOf, type SessionOf, worksIn } from '../../storage/session';
import { imagineOptions } from './options';
import type { ImagineState, Sheet, Walk } from './state';
import type { Bird } from './types';

/** Number of sheets that come back: eight birds take 2 MB. */
const mostSheets = 6;

/** A walk where it was drawn last, without its film. */
const walkIn = (walk: Walk | undefined): Parts => ({
	walkText: walk?.text,
	walkedTo: walk?.drawnAt,
	walkSketch: walk?.sketch,
	walkDetail: walk?.detail,
	walkResult: walk?.result,
});

/** @param from the bird that it began with, on its sheet */
function walkOf(parts: Parts, from: Bird | undefined): Walk | undefined {
	const { walkText, walkedTo, walkSketch, walkDetail, walkResult } = parts;
	if (from === undefined || typeof walkText !== 'string') return undefined;
	const share = Number(walkedTo ?? 0);
	return {
		...{ from, text: walkText, share, drawnAt: share },
		sketch: walkSketch as Walk['sketch'],
		detail: walkDetail as Walk['detail'],
		...(walkResult !== undefined && { result: walkResult as NonNullable<Walk['result']> }),
	};
}

export function imagineSession({ getState: get, setState: set }: StoreApi<ImagineState>): SessionOf<ImagineState> {
	return {
		version: 1,
		parts: ({ text, options, seedLocked, distance, shown, chosen, walk, sheets, run }) => ({
			...{ text, options, seedLocked, distance, shown, chosen, ...walkIn(walk) },
			...partsOf('sheet', sheets.filter(({ id }) => id !== run?.sheet).slice(-mostSheets)),
		}),
		restore(parts, isFresh) {
			const earlier = worksIn<Sheet>(parts, 'sheet', get().sheets);
			set(({ sheets }) => ({ sheets: [...earlier, ...sheets] }));
			if (!isFresh) return;
			const { text, seedLocked, distance, shown, chosen } = parts as unknown as ImagineState;
			const { sheets } = get();
			const sheet = sheets.find(({ id }) => id === shown);
			set({
				...{ text, seedLocked, distance },
				options: readOptions(imagineOptions, parts.options).options,
				// A sheet that was still being drawn did not come back: the one before it is shown.
				shown: sheet ? shown : sheets.at(-1)?.id,
				...(sheet && { chosen, walk: walkOf(parts, sheet.birds[chosen ?? -1]) }),
			});
		},
	};
}
