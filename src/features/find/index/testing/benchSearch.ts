import { randomBy } from '../../../../models/testing/random';
import { search } from '../search';
import { createVectorTable } from '../vectorTable';
import { embeddingOf, entryOf, unitVector } from './entries';

export interface SearchTimes {
	readonly pictures: number;
	readonly width: number;
	readonly top: number;
	/** Milliseconds, once: the table from nothing. */
	readonly build: number;
	/** Milliseconds: bringing a table up to date in which one picture is new; median. */
	readonly sync: number;
	/** Milliseconds a query; median. */
	readonly query: number;
}

const median = (times: readonly number[]): number =>
	[...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] as number;

function timed(work: () => unknown): number {
	const start = performance.now();
	work();
	return performance.now() - start;
}

/** How long a search takes among so many random pictures. */
export function benchSearch({ pictures = 10_000, width = 300, top = 50, rounds = 50 } = {}): SearchTimes {
	const random = randomBy(1);
	const entries = Array.from({ length: pictures + rounds }, (_, at) =>
		entryOf(`${at}`, { embedding: embeddingOf(unitVector(random, width)) }),
	);
	const table = createVectorTable();
	const build = timed(() => table.sync(entries.slice(0, pictures)));
	const queries = Array.from({ length: rounds }, () => unitVector(random, width));
	const sync = queries.map((_, at) => timed(() => table.sync(entries.slice(0, pictures + at + 1))));
	return {
		pictures,
		width,
		top,
		build,
		sync: median(sync),
		query: median(queries.map((query) => timed(() => search(table, query, top)))),
	};
}
