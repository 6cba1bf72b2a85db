/** What of the Find tab comes back after a reload: the view, the query with its vector, the opened picture, the settings. */
import { readOptions } from '../../options/read';
import type { SessionOf } from '../../storage/session';
import { captionOptions, invertOptions } from './options';
import type { FindState } from './state';
import type { Find } from './store';

export function findSession({ setState: set, refresh }: Pick<Find, 'setState' | 'refresh'>): SessionOf<FindState> {
	return {
		version: 1,
		parts: ({ view, text, mode, query, point, opened, captionOptions, invertOptions }) => ({
			...{ view, text, mode, query, point, opened, captionOptions, invertOptions },
		}),
		restore(parts, isFresh) {
			if (!isFresh) return;
			const { view, text, mode, query, point, opened } = parts as unknown as FindState;
			set({
				...{ view, text, mode, query, point, opened },
				captionOptions: readOptions(captionOptions, parts.captionOptions).options,
				invertOptions: readOptions(invertOptions, parts.invertOptions).options,
			});
			// The vector is kept: no network is needed to rank the pictures again.
			refresh();
		},
	};
}
