import type { StudioPageReport } from './studioPage';
import { markdownTable, ms } from './table';

/** The figures of the page as a Markdown table. */
export function studioPageTable({ first, longTasks }: StudioPageReport): string {
	return markdownTable([
		['', 'measured'],
		['first picture', ms(first.painted)],
		['first screen shown', ms(first.shown)],
		['first screen interactive', ms(first.interactive)],
		['computed until then, at full speed', ms(first.computed)],
		['tasks over 100 ms', String(longTasks.filter(({ milliseconds }) => milliseconds > 100).length)],
		['tasks over 50 ms', String(longTasks.length)],
		...longTasks.map(({ during, milliseconds }) => [`task in ${during}`, ms(milliseconds)]),
	]);
}
