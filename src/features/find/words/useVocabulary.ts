import type { Engine, LoadProgress } from '../../../engine/protocol';
import type { AtelierError } from '../../../models/errors';
import { useAnswer } from '../../../ui/useAnswer';
import type { FindJobs, Vocabulary } from '../types';

type WordsEngine = Pick<Engine<FindJobs>, 'run'>;

/** Cached per engine: it comes with the model and never changes. */
const known = new WeakMap<WordsEngine, Vocabulary>();

export interface VocabularyState {
	readonly vocabulary: Vocabulary | undefined;
	readonly loading: LoadProgress | undefined;
	readonly failure: AtelierError | undefined;
	/** Tries again after a failure. */
	retry(): void;
}

/** Loads the vocabulary once. */
export function useVocabulary(engine: WordsEngine): VocabularyState {
	const cached = known.get(engine);
	const { given, loading, failure, retry } = useAnswer(
		cached === undefined ? engine : undefined,
		async (asked, { signal, onLoading }) => {
			const found = await asked.run('vocabulary', {}, { signal, onProgress: onLoading });
			known.set(asked, found);
			return found;
		},
	);
	return { vocabulary: cached ?? given?.answer, loading, failure, retry };
}
