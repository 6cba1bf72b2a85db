import type { LoadProgress } from '../../engine/protocol';
import { AtelierError } from '../../models/errors';
import { bytes } from '../../ui/format';
import { append } from './pieces';
import type { Draft, Run, StoryState } from './state';
import type { StageName, StoryProgress, StoryRequest, StoryStyle } from './types';

/** The job's request for what is chosen. @throws AtelierError `option-invalid` saying what is still missing */
export function requestOf(
	{ picture, styles, options }: Pick<StoryState, 'picture' | 'styles' | 'options'>,
	begin?: string,
): StoryRequest {
	if (picture === undefined) throw new AtelierError('option-invalid', 'Choose a picture first, or take a sample.');
	if (styles.every(({ weight }) => weight === 0)) {
		throw new AtelierError('option-invalid', 'All styles have weight 0. Give at least one of them some weight.');
	}
	return {
		picture: picture.picture,
		styles: styles.map(
			(style): StoryStyle =>
				style.kind === 'genre'
					? { kind: 'genre', id: style.key, weight: style.weight }
					: {
							kind: 'own',
							name: style.title,
							vector: style.vector,
							encoder: style.modelHash,
							weight: style.weight,
						},
		),
		options,
		...(begin === undefined ? {} : { begin }),
	};
}

/** The step after each stage, for the status line. */
const following: Readonly<Record<StageName, string>> = {
	encodeImage: 'Writing captions',
	captions: 'Choosing the nearest captions',
	rank: 'Encoding the captions',
	encodeText: 'Shifting the style',
	shift: 'Writing',
};

export const firstDoing = 'Looking at the picture';

/** Applies a progress event to the run and its draft. */
export function afterEvent(run: Run, draft: Draft, event: StoryProgress): { run: Run; draft: Draft } {
	switch (event.type) {
		case 'loading':
			return { run: { ...run, loading: event }, draft };
		case 'stage': {
			const { type: _, ...stage } = event;
			const known = draft.stages.filter((one) => one.stage !== stage.stage);
			return {
				run: { ...run, doing: following[stage.stage] },
				draft: {
					...draft,
					stages: [...known, stage],
					...(stage.stage === 'rank' && stage.title && { title: stage.title }),
				},
			};
		}
		case 'passage': {
			const { type: _, ...passage } = event;
			return { run: { ...run, doing: 'Writing', passage }, draft };
		}
		case 'words':
			return {
				run: { ...run, written: event.written },
				draft: { ...draft, pieces: append(draft.pieces, event.words) },
			};
	}
}

const networks: Readonly<Record<string, string>> = {
	perception: 'the image encoder',
	captioner: 'the captioner',
	bank: 'the bank of captions',
	skipthought: 'the sentence encoder',
	storyteller: 'the storyteller',
};

const isDownloading = ({ loaded, total }: LoadProgress): boolean => loaded < total;

/** Describes a download in progress; undefined when there is none. */
export function loadingText(loading: LoadProgress | undefined): string | undefined {
	if (loading === undefined || !isDownloading(loading)) return undefined;
	const what = networks[loading.what] ?? 'a network';
	return `Downloading ${what}: ${bytes(loading.loaded)} of ${bytes(loading.total)}`;
}

/** Describes what a run is doing, for the status line and the live region. */
export function doingText({ finishing, doing, loading, passage }: Run): string {
	if (finishing) return 'Finishing';
	const fetching = loadingText(loading);
	if (fetching !== undefined) return fetching;
	return passage && passage.passages > 1 ? `${doing}, part ${passage.index + 1} of ${passage.passages}` : doing;
}
