import { useEffect, useState } from 'react';
import type { Engine, LoadProgress } from '../../../engine/protocol';
import { isAbort } from '../../../models/errors';
import { report } from '../../../ui/feedback/toasts';
import type { FindJobs, Vocabulary } from '../types';

type WordsEngine = Pick<Engine<FindJobs>, 'run'>;

/** Cached per engine: it comes with the model and never changes. */
const known = new WeakMap<WordsEngine, Vocabulary>();

export interface VocabularyState {
	readonly vocabulary: Vocabulary | undefined;
	readonly loading: LoadProgress | undefined;
	readonly failed: boolean;
	/** Tries again after a failure. */
	retry(): void;
}

/** Loads the vocabulary once; failures are reported. */
export function useVocabulary(engine: WordsEngine): VocabularyState {
	const [vocabulary, setVocabulary] = useState(() => known.get(engine));
	const [loading, setLoading] = useState<LoadProgress>();
	const [failed, setFailed] = useState(false);
	useEffect(() => {
		if (vocabulary !== undefined || failed) return;
		const controller = new AbortController();
		engine.run('vocabulary', {}, { signal: controller.signal, onProgress: setLoading }).then(
			(found) => {
				known.set(engine, found);
				setVocabulary(found);
			},
			(error: unknown) => {
				if (isAbort(error)) return;
				setFailed(true);
				report(error);
			},
		);
		return () => controller.abort();
	}, [engine, vocabulary, failed]);
	return { vocabulary, loading, failed, retry: () => setFailed(false) };
}
