import styles from './WordChips.module.css';

interface WordChipsProps {
	readonly words: readonly string[];
	readonly onPick: (word: string) => void;
}

/** Words as small buttons within a line of text. */
export function WordChips({ words, onPick }: WordChipsProps) {
	return words.map((word) => (
		<button key={word} type="button" className={styles.chip} onClick={() => onPick(word)}>
			{word}
		</button>
	));
}

interface UnknownWordProps extends WordChipsProps {
	readonly unknown: string;
	/** Said when there is no suggestion. */
	readonly advice?: string;
}

/** Says that a word is not in the vocabulary, and suggests others. */
export function UnknownWord({ unknown, words, advice = '', onPick }: UnknownWordProps) {
	return (
		<>
			“{unknown}” is not in the vocabulary.{words.length > 0 ? ' Did you mean ' : advice}
			<WordChips words={words} onPick={onPick} />
		</>
	);
}
