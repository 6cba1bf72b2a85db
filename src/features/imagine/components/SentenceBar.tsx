import { useId, useMemo, useState } from 'react';
import type { BirdVocabulary } from '../../../networks/birdVocabulary.shared';
import { Button } from '../../../ui/controls/Button';
import { attempt } from '../../../ui/feedback/toasts';
import { useImagine, useImagineContext } from '../context';
import { type Reading, readSentence } from '../sentence';
import type { WordAtCaret } from '../suggest';
import { NotSeenNote } from './NotSeenNote';
import styles from './SentenceBar.module.css';
import { SentenceField } from './SentenceField';

/** The sentence field, the Draw button, and notes on how the sentence is read. */
export function SentenceBar() {
	const { imagine } = useImagineContext();
	const text = useImagine((state) => state.text);
	const vocabulary = useImagine((state) => state.vocabulary);
	const [typing, setTyping] = useState<WordAtCaret>();
	const reading = useMemo(
		() => (vocabulary ? readSentence(without(text, typing), vocabulary) : undefined),
		[text, typing, vocabulary],
	);
	const notes = useId();
	const isEmpty = text.trim() === '';
	const isUnknown = !isEmpty && reading?.problem === 'unknown';
	const draw = () => attempt(() => imagine.draw());
	const change = (next: string) => attempt(() => imagine.setText(next));
	return (
		<div className={styles.bar}>
			<form
				onSubmit={(event) => {
					event.preventDefault();
					draw();
				}}
			>
				<SentenceField
					label="Describe a bird"
					placeholder="a small bird with a red head"
					value={text}
					vocabulary={vocabulary}
					marked={reading}
					describedBy={notes}
					onChange={change}
					onTyping={setTyping}
					onEnter={draw}
				/>
				<Button look="primary" type="submit" icon="brush" disabled={isEmpty || isUnknown}>
					{isUnknown ? 'No known word' : 'Draw'}
				</Button>
			</form>
			<div id={notes} className={styles.notes}>
				{!isEmpty && reading && vocabulary && (
					<Notes reading={reading} vocabulary={vocabulary} text={text} onChange={change} />
				)}
				<NotSeenNote />
			</div>
		</div>
	);
}

/** Blanks out the word being typed, so that it is not marked as unknown before it is complete. */
const without = (text: string, typing: WordAtCaret | undefined): string =>
	typing === undefined || typing.typed === ''
		? text
		: text.slice(0, typing.start) + ' '.repeat(typing.end - typing.start) + text.slice(typing.end);

interface NotesProps {
	readonly reading: Reading;
	readonly vocabulary: BirdVocabulary;
	readonly text: string;
	readonly onChange: (text: string) => void;
}

const mostOffered = 4;

/** What was left out and why, with similarly spelt known words to replace unknown ones. */
function Notes({ reading, vocabulary, text, onChange }: NotesProps) {
	// Connecting words change little in a picture: only descriptive ones are worth offering.
	const isDescriptive = (word: string | undefined) => (vocabulary.words.get(word ?? '')?.kind ?? 'other') !== 'other';
	const offered = reading.words.filter(({ nearest }) => isDescriptive(nearest)).slice(0, mostOffered);
	return (
		<>
			{reading.notes.map((note) => (
				<p key={note}>{note}</p>
			))}
			{offered.length > 0 && (
				<p className={styles.meant}>
					Did you mean
					{offered.map(({ text: word, start, end, nearest = '' }) => (
						<Button
							key={start}
							className={styles.nearest}
							aria-label={`${nearest} instead of ${word}`}
							onClick={() => onChange(text.slice(0, start) + nearest + text.slice(end))}
						>
							{word} → {nearest}
						</Button>
					))}
				</p>
			)}
		</>
	);
}
