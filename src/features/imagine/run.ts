import type { LoadProgress } from '../../engine/protocol';
import { bytes } from '../../ui/format';
import type { Drawn, Run, Sheet } from './state';
import type { BirdPicture, ImagineProgress } from './types';

const withPicture = (drawn: readonly Drawn[], at: number, name: 'sketch' | 'detail', picture: BirdPicture): Drawn[] =>
	drawn.map((one, index) => {
		if (index !== at) return one;
		const { before: _, ...rest } = one;
		return { ...rest, [name]: picture };
	});

/** The run and its sheet as they stand after one more event. */
export function afterEvent(run: Run, sheet: Sheet, event: ImagineProgress): { run: Run; sheet: Sheet } {
	switch (event.type) {
		case 'loading':
			return { run: { ...run, loading: event }, sheet };
		case 'read': {
			const { conditionings, seconds } = event;
			return { run: { ...run, read: true, seconds }, sheet: { ...sheet, conditionings, readSeconds: seconds } };
		}
		case 'sketch':
		case 'detail': {
			const { type, index, picture, seconds } = event;
			const counted = type === 'sketch' ? { sketches: run.sketches + 1 } : { details: run.details + 1 };
			return {
				run: { ...run, ...counted, read: true, seconds },
				sheet: { ...sheet, drawn: withPicture(sheet.drawn, index, type, picture) },
			};
		}
	}
}

const networks: Readonly<Record<string, string>> = {
	skipthought: 'the sentence encoder',
	stackgan: 'the network that draws',
};

/** A download that is under way, in words; undefined when there is none. */
export function loadingText(loading: LoadProgress | undefined): string | undefined {
	if (loading === undefined || loading.loaded >= loading.total) return undefined;
	const what = networks[loading.what] ?? 'a network';
	return `Fetching ${what}: ${bytes(loading.loaded)} of ${bytes(loading.total)}`;
}

type Counted = Pick<Run, 'finishing' | 'loading' | 'read' | 'sketches' | 'details'>;

/** What a run is doing, in words. @param birds how many it draws @param stages generators that run */
export function doingText(run: Counted, birds: number, stages: 1 | 2): string {
	if (run.finishing) return 'Coming to an end';
	const fetching = loadingText(run.loading);
	if (fetching !== undefined) return fetching;
	if (!run.read) return 'Reading the sentence';
	if (stages === 1 || run.sketches < birds) return `${run.sketches} of ${counted(birds, 'sketch')}`;
	return `${run.details} of ${counted(birds, 'detail')}`;
}

const plurals = { sketch: 'sketches', detail: 'details', bird: 'birds' } as const;

/** "8 sketches", "1 sketch". */
export const counted = (count: number, what: keyof typeof plurals): string =>
	`${count} ${count === 1 ? what : plurals[what]}`;

/** A detail costs about four times what a sketch does. */
const detailCost = 4;

/** How far a run is, for a bar: undefined until the first picture. */
export function shareDone({ sketches, details }: Counted, birds: number, stages: 1 | 2): number | undefined {
	if (sketches === 0) return undefined;
	return stages === 1 ? sketches / birds : (sketches + detailCost * details) / (birds * (1 + detailCost));
}
