import { Button } from '../../../ui/controls/Button';
import { attempt } from '../../../ui/feedback/toasts';
import { useObjectUrl } from '../../../ui/useObjectUrl';
import { useFind, useFindRoom } from '../context';
import { hasOtherScript, replaceWord } from '../replaceWord';
import type { Query } from '../state';
import type { UnknownWord } from '../types';

/** What the question was taken for, when that is not plain. */
export function Understood() {
	const query = useFind((state) => state.query);
	return (
		<div className="find-understood" role="status">
			{query?.kind === 'picture' && <Like {...query} />}
			{query?.kind === 'sentence' && <Sentence {...query} />}
		</div>
	);
}

function Like({ name, picture }: Extract<Query, { kind: 'picture' }>) {
	const { find } = useFindRoom();
	const url = useObjectUrl(picture);
	return (
		<p>
			{url && <img className="find-like" src={url} alt="" />}
			<span>Pictures like “{name}”</span>
			<Button look="plain" onClick={find.clear}>
				Show all
			</Button>
		</p>
	);
}

function Sentence({ words, unknown, cut }: Extract<Query, { kind: 'sentence' }>) {
	const { find } = useFindRoom();
	const text = useFind((state) => state.text);
	const otherScript = hasOtherScript(text);
	const replace = (word: string, by: string) => attempt(() => find.setText(replaceWord(text, word, by)));
	return (
		<>
			{otherScript && words.length + unknown.length > 0 && (
				<p>Only English words can be read here; the others are left out.</p>
			)}
			{otherScript && words.length + unknown.length === 0 && (
				<p>These words cannot be read here: the network knows English only. Describe the picture in English.</p>
			)}
			{unknown.map((one) => (
				<Unknown key={one.word} unknown={one} onReplace={(by) => replace(one.word, by)} />
			))}
			{unknown.length > 0 && words.length > 0 && (
				<p>
					Searched for the rest: <span className="find-rest">{words.join(' ')}</span>
				</p>
			)}
			{cut && <p>That is a long description: its first {words.length} words are searched for.</p>}
		</>
	);
}

interface UnknownProps {
	readonly unknown: UnknownWord;
	readonly onReplace: (by: string) => void;
}

/** A word that the network never learned, and what could stand for it. */
function Unknown({ unknown: { word, spelling, meaning }, onReplace }: UnknownProps) {
	const offer = (words: readonly string[]) =>
		words.map((by) => (
			<Button key={by} className="find-suggestion" onClick={() => onReplace(by)}>
				{by}
			</Button>
		));
	const others = meaning.filter((by) => !spelling.includes(by));
	return (
		<p>
			<span>
				The network never learned <mark>{word}</mark>.
			</span>
			{spelling.length > 0 && <span>Did you mean</span>}
			{offer(spelling)}
			{others.length > 0 && <span>{spelling.length > 0 ? 'or, of near meaning,' : 'Of near meaning:'}</span>}
			{offer(others)}
		</p>
	);
}
