import { Button } from '../../../ui/controls/Button';
import { attempt } from '../../../ui/feedback/toasts';
import { useFind, useFindContext, useIndex } from '../context';
import { exampleSearches } from '../exampleSearches';
import styles from './Understood.module.css';

/** Searches to begin with, while nothing is searched for and the sample library is among the pictures. */
export function ExampleSearches() {
	const { find } = useFindContext();
	const isIdle = useFind(({ text, query }) => text.trim() === '' && query === undefined);
	const hasSamples = useIndex(({ entries }) => [...entries.values()].some(({ source }) => source === 'sample'));
	if (!isIdle || !hasSamples) return null;
	return (
		<div className={styles.understood}>
			<p>
				<span>Try:</span>
				{exampleSearches.map((text) => (
					<Button key={text} className={styles.suggestion} onClick={() => attempt(() => find.setText(text))}>
						{text}
					</Button>
				))}
			</p>
		</div>
	);
}
