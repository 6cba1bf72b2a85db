import { useId, useMemo, useRef, useState } from 'react';
import { Button } from '../../../ui/controls/Button';
import { FileInput } from '../../../ui/controls/FileInput';
import { attempt } from '../../../ui/feedback/toasts';
import { Dialog } from '../../../ui/layout/Dialog';
import { useStoryContext } from '../context';
import { sentencesOf } from '../readAloud';
import styles from './OwnStyleDialog.module.css';

/** With fewer sentences, the mean reflects their content more than their style. */
const fewest = 200;
/** Characters in which sentences are counted: more would slow typing down. */
const counted = 300_000;

/** Adds a style from the visitor's own text, pasted or chosen as a file. */
export function OwnStyleDialog({ onClose }: { readonly onClose: () => void }) {
	const { story, pictures } = useStoryContext();
	const [text, setText] = useState('');
	const [name, setName] = useState('');
	const file = useRef<HTMLInputElement>(null);
	const id = useId();
	const sentences = useMemo(() => sentencesOf(text.slice(0, counted)).length, [text]);
	const enough = sentences >= fewest;
	return (
		<Dialog title="Add your own style" onClose={onClose}>
			<form
				className={styles.form}
				onSubmit={(event) => {
					event.preventDefault();
					onClose();
					attempt(() => story.addStyle({ text, name: name.trim() || 'My style' }));
				}}
			>
				<p>
					Add at least {fewest} sentences by one author; a few chapters are best. They are read on your device, and only
					their mean vector is kept.
				</p>
				<Button icon="text" onClick={() => file.current?.click()}>
					Choose a text file
				</Button>
				<FileInput
					ref={file}
					label="Text file for a style"
					accept=".txt,.text,.md,text/plain,text/markdown"
					multiple
					onFiles={(files) => {
						onClose();
						pictures.takeTexts(files);
					}}
				/>
				<label htmlFor={`${id}-text`}>Or paste it here</label>
				<textarea id={`${id}-text`} rows={8} value={text} onChange={(event) => setText(event.target.value)} />
				<p className="numbers" role="status">
					{text.trim() !== '' &&
						(enough
							? `${sentences.toLocaleString('en')}${text.length > counted ? ' sentences or more' : ' sentences'}`
							: `${sentences} of at least ${fewest} sentences`)}
				</p>
				<label htmlFor={`${id}-name`}>Name</label>
				<input
					id={`${id}-name`}
					type="text"
					value={name}
					placeholder="My style"
					maxLength={60}
					onChange={(event) => setName(event.target.value)}
				/>
				<div className={styles.ways}>
					<Button onClick={onClose}>Cancel</Button>
					<Button look="primary" type="submit" icon="check" disabled={!enough}>
						Add style
					</Button>
				</div>
			</form>
		</Dialog>
	);
}
