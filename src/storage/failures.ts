/** Errors of the browser's storage, with messages for the visitor. */
import { AtelierError, type ErrorCode } from '../models/errors';
import type { Change, Database } from './types';

const nameOf = (error: unknown): string => (error instanceof DOMException || error instanceof Error ? error.name : '');

export const isFull = (error: unknown): boolean => nameOf(error) === 'QuotaExceededError';

/** Whether the connection was lost: after opening it again, the same work may succeed. */
export const isLost = (error: unknown): boolean =>
	['InvalidStateError', 'UnknownError', 'AbortError', 'TransactionInactiveError'].includes(nameOf(error));

const reasons: Partial<Record<ErrorCode, string>> = {
	'storage-full': 'The browser’s storage is full',
	'storage-closed': 'The browser has closed its storage',
	'storage-refused': 'The browser could not store it',
};

/** Converts an error of the storage. @param code the code, unless the disk is full */
export function storageError(
	cause: unknown,
	code: 'storage-closed' | 'storage-refused' = 'storage-refused',
): AtelierError {
	if (cause instanceof AtelierError) return cause;
	const actual = isFull(cause) ? 'storage-full' : code;
	return new AtelierError(actual, `${reasons[actual]}.`, { cause });
}

export const noAnswer = () =>
	new AtelierError('storage-refused', 'The browser’s storage does not respond. Nothing is saved until it does.');

export const heldByOlderPage = () =>
	new AtelierError(
		'storage-closed',
		'An older version of Atelier is open in another tab and blocks the storage. Close that tab to see your earlier works here.',
	);

export const takenByNewerPage = () =>
	new AtelierError(
		'storage-closed',
		'A newer version of Atelier is open in another tab. Reload this page: until then, nothing you make here is saved.',
	);

export const notMoved = (cause: unknown) =>
	new AtelierError(
		isFull(cause) ? 'storage-full' : 'storage-refused',
		'Some works from an earlier version of Atelier could not be moved yet. Nothing is lost: free some space on this device and reload the page.',
		{ cause },
	);

/** Receives errors to show to the visitor. */
export type OnTrouble = (error: AtelierError) => void;

/** Passes on each message only once. */
export function onceEach(onTrouble: OnTrouble): OnTrouble {
	const shown = new Set<string>();
	return (error) => {
		if (shown.has(error.message)) return;
		shown.add(error.message);
		onTrouble(error);
	};
}

/** Whether the page already shows a permanent notice of the same problem, so that no message per item is needed. */
const isKnown = (database: Pick<Database<object>, 'state'>, { code }: AtelierError): boolean =>
	database.state === 'memory' && code === 'storage-refused';

/** What helps, by the reason. Deleting things only helps when the disk is full. */
const advice = ({ code }: AtelierError): string =>
	code === 'storage-full' ? 'Save it as a file, or delete things you no longer need.' : 'Save it as a file.';

/** Makes a function that writes changes, and reports a failure instead of throwing it. */
const writer =
	(sentence: (why: string, what: string, error: AtelierError) => string) =>
	async <Stores>(
		database: Database<Stores>,
		changes: readonly Change<Stores>[],
		what: string,
		onTrouble: OnTrouble,
	): Promise<boolean> => {
		try {
			await database.write(...changes);
			return true;
		} catch (cause) {
			const error = storageError(cause);
			const why = (reasons[error.code] ?? reasons['storage-refused']) as string;
			if (!isKnown(database, error)) {
				onTrouble(new AtelierError(error.code, sentence(why, what, error), { cause: error }));
			}
			return false;
		}
	};

/**
 * Saves something. Reports a failure instead of throwing it.
 * @param what its name in the message, such as: the style “Sea”
 * @returns whether it was saved
 */
export const keep = writer(
	(why, what, error) => `${why}: ${what} stays only until this page is closed. ${advice(error)}`,
);

/** Deletes something, with the same parameters as {@link keep}. @returns whether it was deleted */
export const forget = writer(
	(why, what) =>
		`${why}: ${what} could not be deleted and may be back at your next visit. Reload the page to try again.`,
);
