import { type KeyboardEvent, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { BirdVocabulary, KnownWord } from '../../../networks/birdVocabulary.shared';
import { classes } from '../../../ui/classes';
import type { Reading } from '../sentence';
import { suggest, type WordAtCaret, withWord, wordAtCaret } from '../suggest';
import styles from './SentenceField.module.css';

interface SentenceFieldProps {
	readonly label: string;
	readonly placeholder?: string;
	/** A lower field in smaller type, among other controls. */
	readonly compact?: boolean;
	readonly value: string;
	/** Without it there are no suggestions. */
	readonly vocabulary: BirdVocabulary | undefined;
	/** Its unknown words are underlined. */
	readonly marked?: Reading | undefined;
	readonly describedBy?: string;
	readonly onChange: (text: string) => void;
	/** Called with the word being typed; undefined once the field is left or the sentence drawn. */
	readonly onTyping?: (place: WordAtCaret | undefined) => void;
	readonly onEnter: () => void;
}

/**
 * A text field with suggestions in a list below: arrows choose one, Enter or Tab accepts it, Escape hides the list.
 * It grows with its text.
 */
export function SentenceField(props: SentenceFieldProps) {
	const { label, placeholder, compact, value, vocabulary, marked, describedBy, onChange, onTyping, onEnter } = props;
	const id = useId();
	const field = useRef<HTMLTextAreaElement>(null);
	/** The word that suggestions are shown for; undefined hides the list. */
	const [place, setPlace] = useState<WordAtCaret>();
	const [active, setActive] = useState(-1);
	const words = useMemo(() => (place && vocabulary ? suggest(vocabulary, place) : []), [place, vocabulary]);
	const isOpen = words.length > 0;

	const show = (next: WordAtCaret | undefined) => {
		setPlace(next);
		setActive(-1);
	};
	/** Where to put the caret once the changed text is rendered. */
	const caret = useRef<number>(undefined);
	useLayoutEffect(() => {
		if (caret.current === undefined) return;
		field.current?.setSelectionRange(caret.current, caret.current);
		caret.current = undefined;
	});

	const take = (word: KnownWord) => {
		if (place === undefined) return;
		const next = withWord(value, place, word.word);
		caret.current = next.caret;
		onChange(next.text);
		const after = wordAtCaret(next.text, next.caret);
		show(after);
		onTyping?.(after);
		field.current?.focus();
	};
	const leave = () => {
		show(undefined);
		onTyping?.(undefined);
	};
	const move = (by: 1 | -1) => {
		// Wraps around, with none chosen between the last and the first.
		setActive((at) => ((at + 1 + by + words.length + 1) % (words.length + 1)) - 1);
	};
	const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
		if (event.nativeEvent.isComposing) return;
		const chosen = words[active];
		// Tab completes a word that is begun; after a complete word it moves on to the button as usual.
		const begun = place?.typed !== '' && !vocabulary?.words.has(place?.typed ?? '') ? words[0] : undefined;
		const keys: Readonly<Record<string, (() => void) | false | undefined>> = {
			ArrowDown: isOpen ? () => move(1) : () => show(wordAtCaret(value, field.current?.selectionStart ?? value.length)),
			ArrowUp: isOpen && (() => move(-1)),
			Escape: isOpen && (() => show(undefined)),
			Tab: isOpen && !event.shiftKey && (chosen ?? begun) && (() => take((chosen ?? begun) as KnownWord)),
			Enter:
				isOpen && chosen
					? () => take(chosen)
					: () => {
							leave();
							onEnter();
						},
		};
		const act = keys[event.key];
		if (!act) return;
		event.preventDefault();
		act();
	};
	return (
		<div className={classes(styles.field, compact && styles.compact)}>
			<div className={styles.scroll}>
				<div className={styles.marks} aria-hidden="true">
					<Marked text={value} reading={marked} />
				</div>
				<textarea
					ref={field}
					rows={1}
					aria-label={label}
					aria-autocomplete="list"
					aria-haspopup="listbox"
					aria-controls={isOpen ? id : undefined}
					aria-activedescendant={isOpen && active >= 0 ? `${id}-${active}` : undefined}
					aria-describedby={describedBy}
					placeholder={placeholder}
					value={value}
					autoComplete="off"
					autoCapitalize="off"
					spellCheck={false}
					enterKeyHint="go"
					onChange={({ target }) => {
						onChange(target.value);
						const next = wordAtCaret(target.value, target.selectionStart);
						show(next);
						onTyping?.(next);
					}}
					onKeyDown={onKeyDown}
					onBlur={leave}
				/>
			</div>
			{isOpen && (
				<div id={id} role="listbox" aria-label="Suggestions" className={classes('floating', styles.words)}>
					{words.map((word, at) => (
						// biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active one
						// biome-ignore lint/a11y/useKeyWithClickEvents: its keys are the field's
						<div
							key={word.word}
							id={`${id}-${at}`}
							role="option"
							aria-selected={at === active}
							// The field must not lose the focus to a pressed word.
							onPointerDown={(event) => event.preventDefault()}
							onClick={() => take(word)}
						>
							<span>{word.word}</span>
							{word.kind !== 'other' && <span className="numbers">{word.kind}</span>}
						</div>
					))}
				</div>
			)}
		</div>
	);
}

/** An invisible copy of the text behind the field that underlines the unknown words. */
function Marked({ text, reading }: { readonly text: string; readonly reading: Reading | undefined }) {
	const unknown = reading?.words.filter(({ known, beyond }) => !known && !beyond) ?? [];
	let from = 0;
	const parts = unknown.map(({ start, end }) => {
		const before = text.slice(from, start);
		from = end;
		return (
			<span key={start}>
				{before}
				<mark>{text.slice(start, end)}</mark>
			</span>
		);
	});
	return (
		<>
			{parts}
			{text.slice(from)}{' '}
		</>
	);
}
