/** Find without its panel: the index of pictures, what fills it, and the tab's store. */
import type { Engine } from '../../engine/protocol';
import type { Library } from '../../library/store';
import type { Database } from '../../storage/types';
import { report } from '../../ui/feedback/toasts';
import { createFindActions, type FindActions } from './actions';
import { createEmbedder, type Embedder } from './index/embedder';
import { followLibrary } from './index/followLibrary';
import { createIntake, type Intake, indexTools } from './index/intake';
import { createPictureIndex, type PictureIndex } from './index/store';
import type { IndexStores } from './index/stores';
import { createFind, type Find } from './store';
import type { FindJobs } from './types';

export interface FindStudio {
	readonly engine: Pick<Engine<FindJobs>, 'run'>;
	readonly index: PictureIndex;
	readonly embedder: Embedder;
	readonly find: Find;
	readonly intake: Intake;
	readonly actions: FindActions;
	/** Reads the index, follows the library, and starts captioning. Later calls do nothing. */
	open(): void;
}

interface StudioTools {
	readonly engine: Pick<Engine<FindJobs>, 'run'>;
	readonly library: Library;
	readonly database: Database<IndexStores>;
}

export function createFindStudio({ engine, library, database }: StudioTools): FindStudio {
	const index = createPictureIndex({ database, preview: indexTools.preview, onTrouble: report });
	const embedder = createEmbedder({ index, engine });
	const find = createFind({ engine, index });
	let opened = false;
	return {
		engine,
		index,
		embedder,
		find,
		intake: createIntake({ index, embedder, open: find.open }),
		actions: createFindActions({ index, find, library }),
		open() {
			if (opened) return;
			opened = true;
			refreshWith(index, find);
			followLibrary(index, library);
			void index.open();
			embedder.start();
		},
	};
}

/** Ranks again as pictures are added and removed, once per frame at most: they come by the dozen. */
function refreshWith(index: PictureIndex, find: Find): void {
	let frame: number | undefined;
	index.subscribe(({ entries }, before) => {
		if (entries === before.entries || frame !== undefined || find.getState().point === undefined) return;
		frame = requestAnimationFrame(() => {
			frame = undefined;
			find.refresh();
		});
	});
}
