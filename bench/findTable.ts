/** Makes a table of Find's figures and their goals. */
import { type Goal, goalTable, goalRow as row, share } from './goals';
import type { CaptionTimes, IndexTimes, InvertTimes, QueryTimes } from './page/findQuestions';
import type { BenchReport } from './session';
import { times } from './table';

export interface FindReport extends BenchReport {
	readonly pictures: 'synthetic, 192 px' | 'a folder';
	readonly caption: CaptionTimes;
	readonly index: IndexTimes;
	readonly query: QueryTimes;
	readonly invert: InvertTimes;
}

/** The slice's own table; indexing is for 1,000 pictures. */
const goals = {
	caption: { floor: 200, aim: 100 },
	index: { floor: 150_000, aim: 90_000 },
	query: { floor: 50, aim: 10 },
} satisfies Record<string, Goal>;

/** A Markdown table with aligned columns. */
export function findTable({ caption, index, query, invert }: FindReport): string {
	const indexed = (1000 * (index.intake + index.embedding) * 1000) / index.pictures;
	const each = (1000 * index.embedding) / index.pictures;
	return goalTable([
		row('one caption from a file, beam 3', caption.caption, '', goals.caption),
		row('- decoding and perception', caption.seeing, share(caption.seeing, caption.caption)),
		row('1,000 pictures indexed', indexed, '', goals.index),
		row('- one picture: vector and caption', each, times(each / caption.caption)),
		row('- one picture: hash and thumbnail', (1000 * index.intake) / index.pictures, ''),
		row(`query over ${query.vectors.toLocaleString('en')} vectors`, query.together, '', goals.query),
		row('- the sentence encoded', query.encode, share(query.encode, query.together)),
		row('- the vectors searched', query.search, share(query.search, query.together)),
		row('- the 50 best ranked again', query.rerank, ''),
		row(`deep search, ${invert.steps} steps`, invert.total, ''),
		row('- one step', invert.total / invert.steps, ''),
	]);
}
