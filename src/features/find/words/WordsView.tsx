import { useMemo, useState } from 'react';
import type { Engine } from '../../../engine/protocol';
import { Button } from '../../../ui/controls/Button';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { Progress } from '../../../ui/feedback/Progress';
import { bytes } from '../../../ui/format';
import { useAnswer } from '../../../ui/useAnswer';
import type { FindJobs, NearWord, Vocabulary } from '../types';
import { AnalogyForm } from './AnalogyForm';
import { NearWords } from './NearWords';
import { useVocabulary } from './useVocabulary';
import { WordChips } from './WordChips';
import { type PickedWord, WordsMap } from './WordsMap';
import styles from './WordsView.module.css';

interface WordsViewProps {
	readonly engine: Pick<Engine<FindJobs>, 'run'>;
	/** Called when the visitor wants pictures for a word. */
	readonly onSearch: (text: string) => void;
}

/** The network's vocabulary: its map, each word's neighbours, and analogies. */
export function WordsView(props: WordsViewProps) {
	const { vocabulary, loading, failure, retry } = useVocabulary(props.engine);
	if (vocabulary) return <Words {...props} vocabulary={vocabulary} />;
	return (
		<div className={styles.waiting}>
			<FailureNotice failure={failure} onRetry={retry} />
			{failure === undefined && (
				<>
					<p>
						Downloading the vocabulary
						{loading && (
							<span className="numbers">
								{' '}
								{bytes(loading.loaded)} of {bytes(loading.total)}
							</span>
						)}
					</p>
					<Progress label="Downloading the vocabulary" value={loading?.loaded} max={loading?.total ?? 1} />
				</>
			)}
		</div>
	);
}

/** Number of neighbours listed. */
const neighbours = 12;
const none: readonly NearWord[] = [];
const examples = ['boy', 'snow', 'guitar'];

function Words({ engine, onSearch, vocabulary }: WordsViewProps & { readonly vocabulary: Vocabulary }) {
	const { words } = vocabulary;
	const indexOf = useMemo(() => new Map(words.map((word, index) => [word, index])), [words]);
	const [picked, setPicked] = useState<PickedWord>();
	const word = picked && words[picked.index];
	const pickWord = (wanted: string) => {
		const index = indexOf.get(wanted);
		if (index !== undefined) setPicked({ index, fly: true });
	};

	const near = useAnswer(word, async (wanted, { signal }) => {
		const result = await engine.run('nearWords', { word: wanted, count: neighbours }, { signal });
		return 'found' in result ? result.found : none;
	});
	const found = near.given?.question === word ? near.given?.answer : undefined;
	const marked = useMemo(() => (found ?? none).flatMap((one) => indexOf.get(one.word) ?? []), [found, indexOf]);
	return (
		<div className={styles.view} data-testid="words">
			<WordsMap vocabulary={vocabulary} picked={picked} marked={marked} onPick={setPicked} />
			<aside className={styles.column} aria-label="About words">
				<section aria-label="Neighbours">
					{word === undefined ? (
						<>
							<h2>Neighbours</h2>
							<p className={styles.hint}>
								Pick a word to see its nearest neighbours. For example{' '}
								<WordChips words={examples.filter((example) => indexOf.has(example))} onPick={pickWord} />
							</p>
						</>
					) : (
						<>
							<h2 className={styles.picked}>{word}</h2>
							<FailureNotice failure={near.failure} onRetry={near.retry} />
							<NearWords label={`Words near ${word}`} words={found} onPick={pickWord} />
							<Button icon="photo" onClick={() => onSearch(word)}>
								Find pictures
							</Button>
						</>
					)}
				</section>
				<AnalogyForm engine={engine} words={words} onPick={pickWord} />
			</aside>
		</div>
	);
}
