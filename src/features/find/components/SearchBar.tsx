import { useRef } from 'react';
import { Button } from '../../../ui/controls/Button';
import { Choice } from '../../../ui/controls/Choice';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { Progress } from '../../../ui/feedback/Progress';
import { attempt } from '../../../ui/feedback/toasts';
import { bytes } from '../../../ui/format';
import { Icon } from '../../../ui/Icon';
import { useFind, useFindContext } from '../context';
import type { SearchMode } from '../state';
import { ExampleSearches } from './ExampleSearches';
import styles from './SearchBar.module.css';
import { Understood } from './Understood';

const modes: readonly { value: SearchMode; label: string }[] = [
	{ value: 'joint', label: 'Instant' },
	{ value: 'invert', label: 'Deep search' },
];

/** The query: a sentence, or a picture to compare with. Below it: how the sentence was understood, or why it failed. */
export function SearchBar() {
	const { find, choose } = useFindContext();
	const mode = useFind((state) => state.mode);
	const busy = useFind((state) => state.searching);
	const failure = useFind((state) => state.failure);
	const blank = useFind((state) => state.text.trim() === '');
	return (
		<search className={styles.search} data-drop="example">
			<form
				aria-busy={busy}
				onSubmit={(event) => {
					event.preventDefault();
					if (mode === 'invert') attempt(find.deepSearch);
				}}
			>
				<Field />
				{mode === 'invert' && (
					<Button look="primary" type="submit" className={styles.submit} disabled={blank}>
						Search
					</Button>
				)}
				<Choice
					label="Search"
					hideLabel
					value={mode}
					choices={modes}
					onChange={(wanted) => attempt(() => find.setMode(wanted))}
				/>
				<Button icon="photo" iconOnPhones onClick={choose.example}>
					Search by image
				</Button>
			</form>
			<Fetching />
			<FailureNotice failure={failure} />
			<Understood />
			<ExampleSearches />
		</search>
	);
}

function Field() {
	const { find } = useFindContext();
	const text = useFind((state) => state.text);
	const hasQuery = useFind((state) => state.query !== undefined);
	const input = useRef<HTMLInputElement>(null);
	return (
		<div className={styles.field}>
			<Icon name="search" />
			<input
				ref={input}
				type="search"
				aria-label="Describe a picture"
				value={text}
				placeholder="A dog running in the snow"
				autoComplete="off"
				autoCapitalize="off"
				spellCheck={false}
				enterKeyHint="search"
				onChange={(event) => attempt(() => find.setText(event.target.value))}
				onKeyDown={(event) => {
					if (event.key === 'Escape') find.clear();
				}}
			/>
			{(text !== '' || hasQuery) && (
				<Button
					look="plain"
					icon="close"
					iconOnly
					onClick={() => {
						find.clear();
						input.current?.focus();
					}}
				>
					Clear the search
				</Button>
			)}
		</div>
	);
}

/** Progress of the networks' one-time download, which the first query starts. */
function Fetching() {
	const loading = useFind((state) => state.loading);
	if (loading === undefined || loading.loaded >= loading.total) return null;
	const text = `One-time download: ${bytes(loading.loaded)} of ${bytes(loading.total)}`;
	return (
		<div className={styles.fetching}>
			<p className="numbers">{text}</p>
			<Progress label="Downloading the networks" value={loading.loaded} max={loading.total} text={text} />
		</div>
	);
}
