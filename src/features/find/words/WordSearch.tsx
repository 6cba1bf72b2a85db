import { useState } from 'react';
import { Button } from '../../../ui/controls/Button';
import { lookUp } from './lookup';
import { UnknownWord } from './WordChips';
import { WordInput } from './WordInput';
import styles from './WordSearch.module.css';

interface WordSearchProps {
	readonly words: readonly string[];
	/** Called with the word's index in the vocabulary. */
	readonly onFind: (index: number) => void;
}

/** A field that finds a word; an unknown one gets suggestions. */
export function WordSearch({ words, onFind }: WordSearchProps) {
	const [text, setText] = useState('');
	/** The last word that is not in the vocabulary. */
	const [missed, setMissed] = useState<{ readonly text: string; readonly suggestions: readonly string[] }>();
	const find = (wanted: string) => {
		if (wanted.trim() === '') return;
		const { index, suggestions } = lookUp(words, wanted);
		setMissed(index === undefined ? { text: wanted.trim(), suggestions } : undefined);
		if (index !== undefined) onFind(index);
	};
	return (
		<search className={styles.search}>
			<form
				onSubmit={(event) => {
					event.preventDefault();
					find(text);
				}}
			>
				<WordInput
					type="search"
					label="Find a word on the map"
					placeholder="Find a word"
					words={words}
					value={text}
					onChange={(typed, isChosen) => {
						setText(typed);
						setMissed(undefined);
						if (isChosen) find(typed);
					}}
				/>
				<Button type="submit">Show</Button>
			</form>
			<p className={styles.missed} role="status">
				{missed && (
					<UnknownWord
						unknown={missed.text}
						words={missed.suggestions}
						onPick={(word) => {
							setText(word);
							find(word);
						}}
					/>
				)}
			</p>
		</search>
	);
}
