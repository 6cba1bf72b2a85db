/** Makes tables of results. */
import type { BackendReport } from '../src/engine/protocol';
import type { Measured } from './page/questions';
import type { TorchTimes } from './torch';

export interface Result {
	readonly backend: BackendReport;
	readonly size: number;
	readonly measured: Measured;
}

export interface Report {
	readonly date: string;
	readonly machine: string;
	readonly browser: string;
	readonly network: string;
	readonly results: readonly Result[];
	readonly torch?: TorchTimes;
}

const headings = [
	'',
	'px',
	'forward',
	'evaluation',
	'ratio',
	'stock',
	'stock/ours',
	'PyTorch',
	'ours/PyTorch',
	'peak',
	'estimate',
];
export const ms = (value: number | undefined) =>
	value === undefined ? '' : `${value.toFixed(value < 100 ? 1 : 0)} ms`;
export const times = (value: number | undefined) => (value === undefined ? '' : `${value.toFixed(2)}x`);
const megabytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(0)} MB`;

function row({ backend, size, measured }: Result, torch: TorchTimes | undefined): string[] {
	const other = torch?.sizes[String(size)]?.evaluation;
	return [
		backend.name + (backend.threads === undefined ? '' : `, ${backend.threads} threads`),
		String(size),
		ms(measured.forward),
		ms(measured.evaluation),
		times(measured.ratio),
		ms(measured.stock),
		times(measured.stockRatio),
		ms(other),
		times(other === undefined ? undefined : measured.evaluation / other),
		megabytes(measured.peakBytes),
		megabytes(measured.estimatedBytes),
	];
}

/** A Markdown table with aligned columns. @param rows the heading first; all rows have the same number of cells */
export function markdownTable(rows: readonly (readonly string[])[]): string {
	const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
	const line = (cells: readonly string[]) =>
		`| ${cells.map((cell, at) => cell.padStart(widths[at] as number)).join(' | ')} |`;
	const [head, ...body] = rows.map(line);
	return [head, `|${widths.map((width) => `${'-'.repeat(width + 1)}:`).join('|')}|`, ...body].join('\n');
}

export const tableOf = ({ results, torch }: Report): string =>
	markdownTable([headings, ...results.map((result) => row(result, torch))]);
