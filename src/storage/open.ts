import { openChannel } from './channel';
import { createDatabase } from './database';
import { type DiskSource, diskOf, openConnection } from './disk';
import { heldByOlderPage, notMoved, type OnTrouble, onceEach, takenByNewerPage } from './failures';
import type { Database, EarlierDatabase, StoreDeclarations } from './types';

export interface OpenOptions extends DiskSource {
	/** Databases of earlier versions to migrate. */
	readonly earlier?: readonly EarlierDatabase[];
	readonly onTrouble: OnTrouble;
	/** Called after the first write that succeeded. */
	readonly onFirstWrite?: () => void;
	/** For tests: replaces setTimeout. */
	readonly after?: (milliseconds: number, then: () => void) => void;
}

/**
 * Opens the database in IndexedDB under `name` at its first use, and migrates those of earlier versions. It never fails
 * to open: where the browser refuses storage, it stays in memory.
 */
export function openDatabase<Stores>({
	earlier = [],
	onTrouble,
	onFirstWrite,
	after,
	...source
}: OpenOptions): Database<Stores> {
	const once = onceEach(onTrouble);
	return createDatabase<Stores>({
		stores: Object.assign({}, ...source.versions) as StoreDeclarations,
		async open(onLost) {
			try {
				const onBlocked = () => once(heldByOlderPage());
				const database = await openConnection(source, { onLost, onBlocked });
				const prepare = async () => {
					try {
						const { takeOver } = await import('./migration');
						await takeOver(database, earlier);
					} catch (cause) {
						once(notMoved(cause));
					}
				};
				return { disk: diskOf(database), prepare };
			} catch (cause) {
				if (!(cause instanceof Error) || cause.name !== 'VersionError') throw cause;
				const error = takenByNewerPage();
				once(error);
				throw error;
			}
		},
		channel: openChannel(source.name),
		onTrouble: once,
		after: after ?? ((milliseconds, then) => void setTimeout(then, milliseconds)),
		...(onFirstWrite && { onFirstWrite }),
	});
}
