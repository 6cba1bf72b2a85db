import { Examples as FinishedExamples } from '../../../library/Examples';
import { attempt } from '../../../ui/feedback/toasts';
import { useImagineContext } from '../context';
import { examples } from '../examples';
import styles from './Examples.module.css';

/** Example sentences, of which a click draws one, and finished works. */
export function Examples() {
	const { imagine, examples: finished } = useImagineContext();
	return (
		<section className={styles.examples} aria-labelledby="imagine-examples">
			<h2 id="imagine-examples">Or try one of these</h2>
			<ul className={styles.sentences}>
				{examples.map((text) => (
					<li key={text}>
						<button type="button" onClick={() => attempt(() => imagine.draw(text))}>
							{text}
						</button>
					</li>
				))}
			</ul>
			<h2>Or open what was made here</h2>
			<FinishedExamples examples={finished} />
		</section>
	);
}
