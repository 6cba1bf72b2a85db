/** Adds files to the studio's index as the Find tab does: in IndexedDB, with thumbnails, vectors and captions. */
import type { Engine } from '../../src/engine/protocol';
import { createEmbedder } from '../../src/features/find/index/embedder';
import { createIntake, indexTools } from '../../src/features/find/index/intake';
import { createPictureIndex } from '../../src/features/find/index/store';
import type { IndexStores } from '../../src/features/find/index/stores';
import { indexStores } from '../../src/features/find/index/stores.shared';
import { whenEmbedded } from '../../src/features/find/index/whenEmbedded';
import type { FindJobs } from '../../src/features/find/types';
import { openDatabase } from '../../src/storage/open';
import type { IndexTimes } from './findQuestions';

/** Runs intake and embedding one after the other to time each; in the tab they overlap. @throws the error of either */
export async function indexAll(engine: Engine<FindJobs>, files: readonly File[]): Promise<IndexTimes> {
	const failed = Promise.withResolvers<never>();
	const onTrouble = failed.reject;
	const index = createPictureIndex({
		database: openDatabase<IndexStores>({ name: 'atelier', versions: [indexStores], onTrouble }),
		preview: indexTools.preview,
		onTrouble,
	});
	const embedder = createEmbedder({ index, engine });
	const intake = createIntake({ index, embedder });
	await index.open();

	const began = performance.now();
	const picked = files.map((file) => ({ file, path: file.name }));
	const { unreadable } = await Promise.race([intake.takeFiles(picked, 'folder'), failed.promise]);
	if (unreadable[0] !== undefined) throw new Error(unreadable[0].why);
	const taken = performance.now();
	embedder.start();
	await Promise.race([whenEmbedded(index), failed.promise]);
	const ended = performance.now();
	embedder.stop();

	const pictures = index.getState().entries.size;
	return { pictures, intake: (taken - began) / 1000, embedding: (ended - taken) / 1000 };
}
