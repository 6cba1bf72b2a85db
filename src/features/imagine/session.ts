/** What of the Imagine tab comes back after a reload: the sentence, the settings, and the newest sheets of birds. */
import type { StoreApi } from 'zustand/vanilla';
import { readOptions } from '../../options/read';
import type { Parts, SessionOf } from '../../storage/session';
import { imagineOptions } from './options';
import type { ImagineState, Sheet } from './state';

/** Number of sheets that come back: eight birds take 2 MB. */
const mostSheets = 6;

const sheetPart = 'sheet:';

/** Sheets by parts of their own: each is written once, when it is drawn. */
const sheetsIn = (sheets: readonly Sheet[]): Parts => ({
	sheets: sheets.map(({ id }) => id).join('\n'),
	...Object.fromEntries(sheets.map((sheet) => [sheetPart + sheet.id, sheet])),
});

export function imagineSession({ getState: get, setState: set }: StoreApi<ImagineState>): SessionOf<ImagineState> {
	return {
		version: 1,
		parts: ({ text, options, seedLocked, distance, shown, chosen, sheets, run }) => ({
			...{ text, options, seedLocked, distance, shown, chosen },
			...sheetsIn(sheets.filter(({ id }) => id !== run?.sheet).slice(-mostSheets)),
		}),
		restore(parts, isFresh) {
			const ids = String(parts.sheets ?? '').split('\n');
			const known = new Set(get().sheets.map(({ id }) => id));
			const earlier = ids.flatMap((id) => (known.has(id) ? [] : (parts[sheetPart + id] as Sheet | undefined)) ?? []);
			set(({ sheets }) => ({ sheets: [...earlier, ...sheets] }));
			if (!isFresh) return;
			const { text, seedLocked, distance, shown, chosen } = parts as unknown as ImagineState;
			const { sheets } = get();
			const isThere = sheets.some(({ id }) => id === shown);
			set({
				...{ text, seedLocked, distance },
				options: readOptions(imagineOptions, parts.options).options,
				// A sheet that was still being drawn did not come back: the one before it is shown.
				shown: isThere ? shown : sheets.at(-1)?.id,
				chosen: isThere ? chosen : undefined,
			});
		},
	};
}
