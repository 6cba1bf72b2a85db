import { useRef } from 'react';
import { Button } from '../../../ui/controls/Button';
import { attempt } from '../../../ui/feedback/toasts';
import { useStoryContext } from '../context';
import { textOf } from '../pieces';
import type { Draft } from '../state';
import styles from './Editor.module.css';

/** Edits the story's text in a field that grows with it. */
export function Editor({ draft, onDone }: { readonly draft: Draft; readonly onDone: () => void }) {
	const { story } = useStoryContext();
	const field = useRef<HTMLTextAreaElement>(null);
	const text = textOf(draft.pieces);
	const continueHere = () => {
		const end = field.current?.selectionStart ?? text.length;
		onDone();
		attempt(() => story.continueFrom(end));
	};
	return (
		<div className={styles.editor}>
			<div className={styles.field} data-text={`${text}\n`}>
				<textarea
					ref={field}
					aria-label="The story’s text"
					// biome-ignore lint/a11y/noAutofocus: the visitor has just asked to type here
					autoFocus
					value={text}
					onChange={(event) => story.edit(event.target.value)}
					onKeyDown={(event) => {
						if (event.key === 'Escape') onDone();
					}}
				/>
			</div>
			<div className={styles.ways}>
				<Button look="primary" icon="check" onClick={onDone}>
					Done
				</Button>
				<Button icon="edit" onClick={continueHere}>
					Continue from the cursor
				</Button>
			</div>
		</div>
	);
}
