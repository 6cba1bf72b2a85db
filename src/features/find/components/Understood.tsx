import { Button } from '../../../ui/controls/Button';
import { attempt } from '../../../ui/feedback/toasts';
import { useObjectUrl } from '../../../ui/useObjectUrl';
import { useFind, useFindContext } from '../context';
import { hasOtherScript, replaceWord } from '../replaceWord';
import type { Query } from '../state';
import type { UnknownWord } from '../types';
import styles from './Understood.module.css';

/** How the query was understood, where that is not obvious. */
export function Understood() {
	const query = useFind((state) => state.query);
	return (
		<div className={styles.understood} role="status">
			{query?.kind === 'picture' && <SimilarTo {...query} />}
			{query?.kind === 'sentence' && <Sentence {...query} />}
		</div>
	);
}

function SimilarTo({ name, picture }: Extract<Query, { kind: 'picture' }>) {
	const { find } = useFindContext();
	const url = useObjectUrl(picture);
	return (
		<p>
			{url && <img className={styles.like} src={url} alt="" />}
			<span>Similar to “{name}”</span>
			<Button look="plain" onClick={find.clear}>
				Show all
			</Button>
		</p>
	);
}

function Sentence({ words, unknown, cut }: Extract<Query, { kind: 'sentence' }>) {
	const { find } = useFindContext();
	const text = useFind((state) => state.text);
	// The first hit is the best one.
	const isUncertain = useFind(({ hits, point }) => hits?.[0] !== undefined && hits[0].score < (point?.cutOff ?? -1));
	const otherScript = hasOtherScript(text);
	const replace = (word: string, by: string) => attempt(() => find.setText(replaceWord(text, word, by)));
	return (
		<>
			{otherScript && words.length + unknown.length > 0 && <p>Only English is understood; other words are ignored.</p>}
			{otherScript && words.length + unknown.length === 0 && (
				<p>Only English is understood. Describe the picture in English.</p>
			)}
			{unknown.map((one) => (
				<Unknown key={one.word} unknown={one} onReplace={(by) => replace(one.word, by)} />
			))}
			{unknown.length > 0 && words.length > 0 && (
				<p>
					Searching for: <span className={styles.rest}>{words.join(' ')}</span>
				</p>
			)}
			{isUncertain && <p>Closest matches, none certain.</p>}
			{cut && <p>Long description: only its first {words.length} words are used.</p>}
		</>
	);
}

interface UnknownProps {
	readonly unknown: UnknownWord;
	readonly onReplace: (by: string) => void;
}

/** An unknown word, and suggestions for it. */
function Unknown({ unknown: { word, spelling, meaning }, onReplace }: UnknownProps) {
	const offer = (words: readonly string[]) =>
		words.map((by) => (
			<Button key={by} className={styles.suggestion} onClick={() => onReplace(by)}>
				{by}
			</Button>
		));
	const others = meaning.filter((by) => !spelling.includes(by));
	return (
		<p>
			<span>
				<mark>{word}</mark> is not in the vocabulary.
			</span>
			{spelling.length > 0 && <span>Did you mean</span>}
			{offer(spelling)}
			{others.length > 0 && <span>{spelling.length > 0 ? 'or something similar:' : 'Try something similar:'}</span>}
			{offer(others)}
		</p>
	);
}
