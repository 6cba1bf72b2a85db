import type { BenchReport } from '../session';

/** A report that says nothing of where it was measured. */
export const blankReport: BenchReport = {
	date: '',
	machine: '',
	browser: '',
	backend: { name: 'wasm', reason: '', threads: 2 },
	model: '',
	rounds: 15,
};

/** The cells of a table in Markdown, row by row, without the line below its heading. */
export const cellsOf = (table: string): string[][] =>
	table
		.split('\n')
		.filter((_, at) => at !== 1)
		.map((line) =>
			line
				.split('|')
				.map((cell) => cell.trim())
				.slice(1, -1),
		);
