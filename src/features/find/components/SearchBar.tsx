import { Button } from '../../../ui/Button';
import { Choice } from '../../../ui/Choice';
import { Icon } from '../../../ui/Icon';
import { attempt } from '../../../ui/toasts';
import { useFind, useFindRoom } from '../context';
import type { SearchMode } from '../state';
import type { UnknownWord } from '../types';
import './SearchBar.css';

const modes: readonly { value: SearchMode; label: string }[] = [
	{ value: 'joint', label: 'Instant' },
	{ value: 'invert', label: 'Through the decoder' },
];

/** A sentence, or a picture to compare with; what was understood of it stands below. */
export function SearchBar() {
	const { find, pictures } = useFindRoom();
	const text = useFind((state) => state.text);
	const mode = useFind((state) => state.mode);
	const query = useFind((state) => state.query);
	return (
		<search className="find-search">
			<form
				onSubmit={(event) => {
					event.preventDefault();
					if (mode === 'invert') attempt(find.searchThroughDecoder);
				}}
			>
				<label className="find-field">
					<Icon name="search" />
					<span className="visually-hidden">Describe a picture</span>
					<input
						type="search"
						value={text}
						placeholder="Describe a picture: a dog running in the snow"
						autoComplete="off"
						spellCheck={false}
						onChange={(event) => attempt(() => find.setText(event.target.value))}
					/>
				</label>
				{mode === 'invert' && (
					<Button look="primary" type="submit" disabled={text.trim() === ''}>
						Search
					</Button>
				)}
				<Button icon="photo" iconOnly onClick={pictures.chooseExample}>
					Search by a picture of your own
				</Button>
				<Choice
					label="Search"
					value={mode}
					choices={modes}
					onChange={(wanted) => attempt(() => find.setMode(wanted))}
				/>
			</form>
			<div className="find-understood" role="status">
				{query?.kind === 'picture' && (
					<p>
						Pictures like “{query.name}”{' '}
						<Button look="plain" icon="close" onClick={find.clear}>
							Show all
						</Button>
					</p>
				)}
				{query?.kind === 'sentence' && <Understood />}
			</div>
		</search>
	);
}

function Understood() {
	const { find } = useFindRoom();
	const text = useFind((state) => state.text);
	const query = useFind((state) => state.query);
	if (query?.kind !== 'sentence') return null;
	const { words, unknown, cut } = query;
	if (words.length === 0 && unknown.length === 0) {
		return <p>Nothing here can be read as words. Describe the picture in English.</p>;
	}
	const replace = (word: string, by: string) => attempt(() => find.setText(replaced(text, word, by)));
	return (
		<>
			{unknown.map((one) => (
				<Unknown key={one.word} unknown={one} onReplace={(by) => replace(one.word, by)} />
			))}
			{words.length === 0 && <p>No word is left to search for.</p>}
			{cut && <p>The description is long: only its first {words.length} words are searched for.</p>}
		</>
	);
}

interface UnknownProps {
	readonly unknown: UnknownWord;
	readonly onReplace: (by: string) => void;
}

/** A word that the network never learned, and what could stand for it. */
function Unknown({ unknown: { word, spelling, meaning }, onReplace }: UnknownProps) {
	const offered = [...new Set([...spelling, ...meaning])];
	return (
		<p>
			<span>
				<mark>{word}</mark> is not among the words it knows{offered.length > 0 ? '; try' : ', so it is left out.'}
			</span>
			{offered.map((by) => (
				<Button key={by} className="find-suggestion" onClick={() => onReplace(by)}>
					{by}
				</Button>
			))}
		</p>
	);
}

/** The sentence with one word changed, as it is typed; words are told apart as the tokeniser does. */
function replaced(text: string, word: string, by: string): string {
	const parts = text.split(/([\s/-]+)/);
	const bare = (part: string) =>
		part
			.normalize('NFKD')
			.toLowerCase()
			.replace(/[^a-z0-9]/g, '');
	return parts.map((part) => (bare(part) === word ? by : part)).join('');
}
