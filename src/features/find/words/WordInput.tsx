import { useId } from 'react';
import { completions } from './lookup';
import styles from './WordInput.module.css';

interface WordInputProps {
	/** Accessible name. */
	readonly label: string;
	readonly value: string;
	/** @param isChosen whether the text was chosen from the completions instead of typed */
	readonly onChange: (text: string, isChosen: boolean) => void;
	/** The vocabulary, most frequent first: its words complete the text. Without it, nothing does. */
	readonly words?: readonly string[];
	readonly type?: 'text' | 'search';
	readonly placeholder?: string;
	/** Whether all of the text is selected when the field gets the focus. */
	readonly selects?: boolean;
}

const offered = 8;

/** A field for a word of the vocabulary. */
export function WordInput({ label, value, onChange, words, type = 'text', placeholder, selects }: WordInputProps) {
	const id = useId();
	return (
		<>
			<input
				className={styles.input}
				type={type}
				aria-label={label}
				placeholder={placeholder}
				enterKeyHint={words && 'search'}
				autoComplete="off"
				autoCapitalize="none"
				spellCheck={false}
				maxLength={60}
				list={words && id}
				value={value}
				onChange={({ target, nativeEvent }) =>
					onChange(target.value, (nativeEvent as InputEvent).inputType === 'insertReplacementText')
				}
				onFocus={selects ? (event) => event.target.select() : undefined}
			/>
			{words && (
				<datalist id={id}>
					{completions(words, value, offered).map((word) => (
						<option key={word} value={word} />
					))}
				</datalist>
			)}
		</>
	);
}
