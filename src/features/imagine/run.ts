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

/** Applies one progress event to the run and its sheet. */
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

/** Describes the download that is running; undefined when there is none. */
export function loadingText(loading: LoadProgress | undefined): string | undefined {
	if (loading === undefined || loading.loaded >= loading.total) return undefined;
	const what = networks[loading.what] ?? 'a network';
	return `Downloading ${what}: ${bytes(loading.loaded)} of ${bytes(loading.total)}`;
}

type Counted = Pick<Run, 'finishing' | 'loading' | 'read' | 'sketches' | 'details'>;

/** Describes what a run is doing. @param birds number of birds it draws @param stages number of generators that run */
export function statusText(run: Counted, birds: number, stages: 1 | 2): string {
	if (run.finishing) return 'Finishing';
	const downloading = loadingText(run.loading);
	if (downloading !== undefined) return downloading;
	if (!run.read) return 'Reading the sentence';
	if (stages === 1 || run.sketches < birds) return `${run.sketches} of ${counted(birds, 'sketch')}`;
	return `${run.details} of ${counted(birds, 'detail')}`;
}

const plurals = { sketch: 'sketches', detail: 'details', bird: 'birds', variation: 'variations' } as const;

/** "8 sketches", "1 sketch". */
export const counted = (count: number, what: keyof typeof plurals): string =>
	`${count} ${count === 1 ? what : plurals[what]}`;

/** Cost of a detail relative to a sketch. */
const detailCost = 4;

/** Progress of a run from 0 to 1; undefined until the first picture. */
export function shareDone({ sketches, details }: Counted, birds: number, stages: 1 | 2): number | undefined {
	if (sketches === 0) return undefined;
	return stages === 1 ? sketches / birds : (sketches + detailCost * details) / (birds * (1 + detailCost));
}
