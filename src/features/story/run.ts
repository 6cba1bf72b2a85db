import type { LoadProgress } from '../../engine/protocol';
import { AtelierError } from '../../models/errors';
import { bytes } from '../../ui/format';
import { append } from './pieces';
import type { Draft, Run, StoryState } from './state';
import type { StageName, StoryProgress, StoryRequest, StoryStyle } from './types';

/** @throws AtelierError `option-invalid` saying what is still to be chosen */
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
					: { kind: 'own', name: style.title, vector: style.vector, weight: style.weight },
		),
		options,
		...(begin === undefined ? {} : { begin }),
	};
}

/** What begins once a stage is done. */
const following: Readonly<Record<StageName, string>> = {
	look: 'Telling captions of it',
	captions: 'Choosing the nearest captions',
	rank: 'Thinking about them',
	think: 'Shifting their style',
	shift: 'Writing',
};

export const firstDoing = 'Looking at the picture';

/** The run and its draft as they stand after one more event. */
export function afterEvent(run: Run, draft: Draft, event: StoryProgress): { run: Run; draft: Draft } {
	const begun = { ...run, begun: true };
	switch (event.type) {
		case 'loading':
			return { run: { ...begun, loading: event }, draft };
		case 'stage': {
			const { type: _, ...stage } = event;
			const known = draft.stages.filter((one) => one.stage !== stage.stage);
			return {
				run: { ...begun, doing: following[stage.stage] },
				draft: { ...draft, stages: [...known, stage] },
			};
		}
		case 'passage': {
			const { type: _, ...passage } = event;
			return { run: { ...begun, doing: 'Writing', passage }, draft };
		}
		case 'words':
			return {
				run: { ...begun, written: event.written },
				draft: { ...draft, pieces: append(draft.pieces, event.words) },
			};
	}
}

const networks: Readonly<Record<string, string>> = {
	perception: 'the network that looks',
	captioner: 'the captioner',
	bank: 'the bank of captions',
	skipthought: 'the sentence encoder',
	storyteller: 'the storyteller',
};

const isUnderWay = ({ loaded, total }: LoadProgress): boolean => loaded < total;

/** A download that is under way, in words; undefined when there is none. */
export function loadingText(loading: LoadProgress | undefined): string | undefined {
	if (loading === undefined || !isUnderWay(loading)) return undefined;
	const what = networks[loading.what] ?? 'a network';
	return `Fetching ${what}: ${bytes(loading.loaded)} of ${bytes(loading.total)}`;
}

/**
 * What a run is doing, in words for the eye and for the live region.
 * @param elsewhere what the worker is busy with, if it has not taken this up
 */
export function doingText({ begun, finishing, doing, loading, passage }: Run, elsewhere?: string): string {
	if (finishing) return 'Coming to an end';
	if (!begun && elsewhere !== undefined) return `Waiting for ${elsewhere} to end`;
	const fetching = loadingText(loading);
	if (fetching !== undefined) return fetching;
	return passage && passage.passages > 1 ? `${doing}, part ${passage.index + 1} of ${passage.passages}` : doing;
}
