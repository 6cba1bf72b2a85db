/** What a tab measures on the bench page. */

export interface Measure {
	/** What runs, such as "Writing a story". */
	readonly label: string;
	/** Models that it needs. */
	readonly networks: readonly string[];
	/**
	 * Runs it once.
	 * @param round counts from 0, which is not counted: it loads and warms up
	 * @returns seconds by what they are for
	 */
	time(round: number, signal: AbortSignal): Promise<Readonly<Record<string, number>>>;
}
