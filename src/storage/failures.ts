/** What goes wrong with a browser's storage, in words for the visitor. */
import { AtelierError, type ErrorCode } from '../models/errors';
import type { Change, Database } from './types';

const nameOf = (error: unknown): string => (error instanceof DOMException || error instanceof Error ? error.name : '');

export const isFull = (error: unknown): boolean => nameOf(error) === 'QuotaExceededError';

/** The connection is gone, not the storage: opened again, the same work may succeed. */
export const isLost = (error: unknown): boolean =>
	['InvalidStateError', 'UnknownError', 'AbortError', 'TransactionInactiveError'].includes(nameOf(error));

const reasons: Partial<Record<ErrorCode, string>> = {
	'storage-full': 'The browser’s storage is full',
	'storage-closed': 'The browser has closed its storage',
	'storage-refused': 'The browser could not store it',
};

/** @param code for whatever is not a full disk */
export function storageError(
	cause: unknown,
	code: 'storage-closed' | 'storage-refused' = 'storage-refused',
): AtelierError {
	if (cause instanceof AtelierError) return cause;
	const its = isFull(cause) ? 'storage-full' : code;
	return new AtelierError(its, `${reasons[its]}.`, { cause });
}

export const noAnswer = () =>
	new AtelierError('storage-refused', 'The browser’s storage does not answer: nothing is kept until it does.');

export const heldByOlderPage = () =>
	new AtelierError(
		'storage-closed',
		'An older version of Atelier is open in another tab and holds the storage. Close that tab: what you made before appears here then.',
	);

export const takenByNewerPage = () =>
	new AtelierError(
		'storage-closed',
		'A newer version of Atelier is open in another tab. Reload this page: nothing that you do here is kept until then.',
	);

export const notMoved = (cause: unknown) =>
	new AtelierError(
		isFull(cause) ? 'storage-full' : 'storage-refused',
		'Some of what an earlier version of Atelier kept could not be taken over yet. Nothing is lost: free some space on this device and reload the page.',
		{ cause },
	);

/** Where failures are told: once each, in a sentence for the visitor. */
export type OnTrouble = (error: AtelierError) => void;

/** The same sentence is told once. */
export function onceEach(onTrouble: OnTrouble): OnTrouble {
	const told = new Set<string>();
	return (error) => {
		if (told.has(error.message)) return;
		told.add(error.message);
		onTrouble(error);
	};
}

/** A page in memory says so all the time; told of each item as well, the visitor would hear of nothing else. */
const isKnown = (database: Pick<Database<object>, 'state'>, { code }: AtelierError): boolean =>
	database.state === 'memory' && code === 'storage-refused';

async function attempt<Stores>(
	database: Database<Stores>,
	changes: readonly Change<Stores>[],
	sentence: (why: string) => string,
	onTrouble: OnTrouble,
): Promise<boolean> {
	try {
		await database.write(...changes);
		return true;
	} catch (cause) {
		const error = storageError(cause);
		const why = reasons[error.code] ?? reasons['storage-refused'];
		if (!isKnown(database, error)) onTrouble(new AtelierError(error.code, sentence(why as string), { cause: error }));
		return false;
	}
}

/**
 * Writes what the visitor wants kept. Does not fail: a write that does is told.
 * @param what as a sentence begins: The style “Sea”
 * @returns whether it was written
 */
export const keep = <Stores>(
	database: Database<Stores>,
	changes: readonly Change<Stores>[],
	what: string,
	onTrouble: OnTrouble,
): Promise<boolean> =>
	attempt(
		database,
		changes,
		(why) =>
			`${why}: ${what} stays only until this page is closed. Save it as a file, or delete what you no longer need.`,
		onTrouble,
	);

/** The same for what the visitor deletes. */
export const forget = <Stores>(
	database: Database<Stores>,
	changes: readonly Change<Stores>[],
	what: string,
	onTrouble: OnTrouble,
): Promise<boolean> =>
	attempt(
		database,
		changes,
		(why) => `${why}: ${what} could not be deleted and may be back at your next visit. Reload the page to try again.`,
		onTrouble,
	);
