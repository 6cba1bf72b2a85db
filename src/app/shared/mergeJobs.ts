import type { JobTable } from '../../engine/protocol';

/**
 * Puts the features' tables of jobs into one.
 * @throws Error when two features name a job alike: one of them would never run
 */
export function mergeJobs(tables: readonly JobTable[]): JobTable {
	const all: JobTable = {};
	for (const table of tables) {
		for (const [name, job] of Object.entries(table)) {
			if (name in all) throw new Error(`Two features have a job named “${name}”.`);
			all[name] = job;
		}
	}
	return all;
}
