/** What every command of `npm run atelier` is. */
import type { Flags, FlagTable } from './flags';

export interface Command<T extends FlagTable = FlagTable> {
	/** One line for the list of commands. */
	readonly summary: string;
	/** A whole command line that works. */
	readonly example: string;
	readonly flags: T;
	/**
	 * Writes its files, reports progress on standard error, and returns what is printed as one line of JSON.
	 * @throws UsageError for what the visitor can correct
	 */
	run(flags: Flags<T>): Promise<Readonly<Record<string, unknown>>>;
}

/** Keeps the flags' types inside and lets commands with unlike flags share a table. */
export const command = <T extends FlagTable>(definition: Command<T>): Command => definition as unknown as Command;
