import type { NearWord } from '../types';
import styles from './NearWords.module.css';

interface NearWordsProps {
	readonly label: string;
	/** Undefined while they are being fetched. */
	readonly words: readonly NearWord[] | undefined;
	readonly onPick: (word: string) => void;
}

/** Words with bars for their similarity; a click picks one. */
export function NearWords({ label, words, onPick }: NearWordsProps) {
	const announced = words?.slice(0, 3).map(({ word }) => word) ?? [];
	return (
		<>
			<p className="visually-hidden" role="status">
				{announced.length > 0 && `${label}: ${announced.join(', ')}`}
			</p>
			{words === undefined ? (
				<p className={styles.empty}>Searching…</p>
			) : (
				<ol className={styles.list} aria-label={label}>
					{words.map(({ word, similarity }) => (
						<li key={word}>
							<button type="button" onClick={() => onPick(word)}>
								<span className={styles.word}>{word}</span>
								<span className={styles.bar} aria-hidden="true">
									<span style={{ width: `${100 * Math.min(1, Math.max(0, similarity))}%` }} />
								</span>
								<span className="numbers">{similarity.toFixed(2)}</span>
							</button>
						</li>
					))}
				</ol>
			)}
		</>
	);
}
