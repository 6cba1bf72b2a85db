import type { ProgressOf } from '../../engine/jobs/types';
import type { LoadProgress } from '../../engine/protocol';
import { bytes } from '../../ui/format';
import { type Drawn, type Run, type Sheet, shownBirds } from './state';
import type { BirdPicture, ImagineProgress, ImagineRequest } from './types';

const withPicture = (drawn: readonly Drawn[], at: number, name: 'sketch' | 'detail', picture: BirdPicture): Drawn[] =>
	drawn.map((one, index) => {
		if (index !== at) return one;
		const { before: _, ...rest } = one;
		return { ...rest, [name]: picture };
	});

/** The job that draws a sheet. */
export const requestOf = ({ birds, truncation, stages, told = [], best }: Sheet): ImagineRequest => ({
	birds,
	truncation,
	stages,
	...(told.length > 0 && { told }),
	...(best !== undefined && { best }),
});

/** The progress of a sheet of which nothing is drawn yet. */
export function startOf(sheet: Sheet): ProgressOf<Run> {
	const wanted = { sketches: sheet.birds.length, details: sheet.stages === 2 ? shownBirds(sheet).length : 0 };
	return { sheet: sheet.id, read: false, sketches: 0, details: 0, wanted, seconds: 0 };
}

/** Applies one progress event to the run and its sheet. */
export function afterEvent(run: Run, sheet: Sheet, event: ImagineProgress): { run: Run; sheet: Sheet } {
	switch (event.type) {
		case 'loading':
			return { run: { ...run, loading: event }, sheet };
		case 'read': {
			const { conditionings, seconds } = event;
			return { run: { ...run, read: true, seconds }, sheet: { ...sheet, conditionings, readSeconds: seconds } };
		}
		case 'scored': {
			const { order, likely, unseen, seconds } = event;
			const drawn = sheet.drawn.map((one, at) => ({ ...one, ...(likely[at] && { likely: likely[at] }) }));
			return { run: { ...run, seconds }, sheet: { ...sheet, order, unseen, drawn } };
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
	scorer: 'the network that chooses',
};

/** Describes the download that is running; undefined when there is none. */
export function loadingText(loading: LoadProgress | undefined): string | undefined {
	if (loading === undefined || loading.loaded >= loading.total) return undefined;
	const what = networks[loading.what] ?? 'a network';
	return `Downloading ${what}: ${bytes(loading.loaded)} of ${bytes(loading.total)}`;
}

type Counted = Pick<Run, 'finishing' | 'loading' | 'read' | 'sketches' | 'details' | 'wanted'>;

/** Describes what a run is doing. */
export function statusText(run: Counted): string {
	const { sketches, details, wanted } = run;
	if (run.finishing) return 'Finishing';
	const downloading = loadingText(run.loading);
	if (downloading !== undefined) return downloading;
	if (!run.read) return 'Reading the sentence';
	if (wanted.details === 0 || sketches < wanted.sketches) return `${sketches} of ${counted(wanted.sketches, 'sketch')}`;
	return `${details} of ${counted(wanted.details, 'detail')}`;
}

const plurals = { sketch: 'sketches', detail: 'details', bird: 'birds', variation: 'variations' } as const;

/** "8 sketches", "1 sketch". */
export const counted = (count: number, what: keyof typeof plurals): string =>
	`${count} ${count === 1 ? what : plurals[what]}`;

/** Cost of a detail relative to a sketch. */
const detailCost = 4;

/** Progress of a run from 0 to 1; undefined until the first picture. */
export function shareDone({ sketches, details, wanted }: Counted): number | undefined {
	if (sketches === 0) return undefined;
	return (sketches + detailCost * details) / (wanted.sketches + detailCost * wanted.details);
}
