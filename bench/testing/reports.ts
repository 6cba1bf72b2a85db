import type { BenchReport } from '../session';

const blankReport: BenchReport = {
	date: '',
	machine: '',
	browser: '',
	backend: { name: 'wasm', reason: '', threads: 2 },
	model: '',
	rounds: 15,
};

/** The cells of a Markdown table, row by row, without the line below its heading. */
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

/** The rows of a bench's table below its heading, without bars at their ends, for a report with these figures. */
export const rowsOf = <R extends BenchReport>(
	table: (report: R) => string,
	figures: Omit<R, keyof BenchReport>,
): string[] =>
	cellsOf(table({ ...blankReport, ...figures } as R))
		.slice(1)
		.map((cells) => cells.join(' | ').replace(/[ |]+$/, ''));
