import { useRef, useState } from 'react';
import { classes } from '../../ui/classes';
import { Button } from '../../ui/controls/Button';
import styles from './EditableText.module.css';

interface EditableTextProps {
	/** What the text is: "Name", "Caption". */
	readonly label: string;
	readonly text: string;
	/** Shown while there is no text. */
	readonly placeholder?: string;
	/** Whether an empty text is one. */
	readonly optional?: boolean;
	readonly className?: string | undefined;
	readonly onChange: (text: string) => void;
}

/** A line of text that becomes a field when it is clicked. Enter and leaving the field take the change, Escape does not. */
export function EditableText(props: EditableTextProps) {
	const { label, text, placeholder = '', optional = false, className, onChange } = props;
	const [draft, setDraft] = useState<string>();
	const wasEdited = useRef(false);
	if (draft === undefined) {
		return (
			<button
				type="button"
				className={classes(styles.text, className)}
				// The keyboard stays where it was.
				// biome-ignore lint/a11y/noAutofocus: the field in its place had the focus
				autoFocus={wasEdited.current}
				aria-label={text === '' ? `Add ${label.toLowerCase()}` : `${label}: ${text}. Edit`}
				title={text || placeholder}
				dir="auto"
				onClick={() => {
					wasEdited.current = true;
					setDraft(text);
				}}
			>
				{text || <span className={styles.placeholder}>{placeholder}</span>}
			</button>
		);
	}
	const take = () => {
		setDraft(undefined);
		const next = draft.replace(/\s+/g, ' ').trim();
		if (next !== text && (optional || next !== '')) onChange(next);
	};
	return (
		<form
			className={classes(styles.field, className)}
			onSubmit={(event) => {
				event.preventDefault();
				take();
			}}
		>
			<input
				type="text"
				aria-label={label}
				placeholder={placeholder}
				value={draft}
				maxLength={300}
				dir="auto"
				// biome-ignore lint/a11y/noAutofocus: the visitor has just asked to type here
				autoFocus
				onFocus={({ currentTarget }) => currentTarget.select()}
				onChange={(event) => setDraft(event.target.value)}
				onBlur={take}
				onKeyDown={(event) => {
					// The keys of the viewer behind are not meant.
					event.stopPropagation();
					if (event.key === 'Escape') setDraft(undefined);
				}}
			/>
			<Button look="plain" size="small" icon="check" iconOnly type="submit">
				Done
			</Button>
		</form>
	);
}
