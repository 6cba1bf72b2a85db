import { useId, useState } from 'react';
import { Button } from '../../../ui/controls/Button';
import { completions, lookUp } from './lookup';
import './WordSearch.css';

interface WordSearchProps {
	readonly words: readonly string[];
	/** Called with the word's index in the vocabulary. */
	readonly onFind: (index: number) => void;
}

const offered = 8;

/** A field that finds a word; an unknown one gets suggestions. */
export function WordSearch({ words, onFind }: WordSearchProps) {
	const id = useId();
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
		<search className="word-search">
			<form
				onSubmit={(event) => {
					event.preventDefault();
					find(text);
				}}
			>
				<input
					type="search"
					aria-label="Find a word on the map"
					placeholder="Find a word"
					enterKeyHint="search"
					autoComplete="off"
					autoCapitalize="none"
					spellCheck={false}
					maxLength={60}
					list={id}
					value={text}
					onChange={(event) => {
						setText(event.target.value);
						setMissed(undefined);
						// Picked from the suggestions instead of typed.
						if ((event.nativeEvent as InputEvent).inputType === 'insertReplacementText') find(event.target.value);
					}}
				/>
				<datalist id={id}>
					{completions(words, text, offered).map((word) => (
						<option key={word} value={word} />
					))}
				</datalist>
				<Button type="submit">Show</Button>
			</form>
			<p className="word-search-missed" role="status">
				{missed && (
					<>
						“{missed.text}” is not in the vocabulary.
						{missed.suggestions.length > 0 && ' Did you mean '}
						{missed.suggestions.map((word) => (
							<button
								key={word}
								type="button"
								className="word-chip"
								onClick={() => {
									setText(word);
									find(word);
								}}
							>
								{word}
							</button>
						))}
					</>
				)}
			</p>
		</search>
	);
}
