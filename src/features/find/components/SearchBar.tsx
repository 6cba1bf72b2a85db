import { useRef } from 'react';
import { Button } from '../../../ui/controls/Button';
import { Choice } from '../../../ui/controls/Choice';
import { Progress } from '../../../ui/feedback/Progress';
import { attempt } from '../../../ui/feedback/toasts';
import { bytes } from '../../../ui/format';
import { Icon } from '../../../ui/Icon';
import { useFind, useFindRoom } from '../context';
import type { SearchMode } from '../state';
import { Understood } from './Understood';
import './SearchBar.css';

const modes: readonly { value: SearchMode; label: string }[] = [
	{ value: 'joint', label: 'Instant' },
	{ value: 'invert', label: 'Through the decoder' },
];

/** A sentence, or a picture to compare with; what was understood of it stands below. */
export function SearchBar() {
	const { find, pictures } = useFindRoom();
	const mode = useFind((state) => state.mode);
	const busy = useFind((state) => state.searching);
	const blank = useFind((state) => state.text.trim() === '');
	return (
		<search className="find-search" data-drop="example">
			<form
				aria-busy={busy}
				onSubmit={(event) => {
					event.preventDefault();
					if (mode === 'invert') attempt(find.searchThroughDecoder);
				}}
			>
				<Field />
				{mode === 'invert' && (
					<Button look="primary" type="submit" className="find-go" disabled={blank}>
						Search
					</Button>
				)}
				<Choice
					label="Search"
					value={mode}
					choices={modes}
					onChange={(wanted) => attempt(() => find.setMode(wanted))}
				/>
				<Button icon="photo" className="find-example" onClick={pictures.chooseExample}>
					By a picture
				</Button>
			</form>
			<Fetching />
			<Understood />
		</search>
	);
}

function Field() {
	const { find } = useFindRoom();
	const text = useFind((state) => state.text);
	const asked = useFind((state) => state.query !== undefined);
	const input = useRef<HTMLInputElement>(null);
	return (
		<div className="find-field">
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
			{(text !== '' || asked) && (
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

/** The networks are fetched with the first question. */
function Fetching() {
	const loading = useFind((state) => state.loading);
	if (loading === undefined || loading.loaded >= loading.total) return null;
	const text = `Fetching the networks, once: ${bytes(loading.loaded)} of ${bytes(loading.total)}`;
	return (
		<div className="find-fetching">
			<p className="numbers">{text}</p>
			<Progress label="Fetching the networks" value={loading.loaded} max={loading.total} text={text} />
		</div>
	);
}
