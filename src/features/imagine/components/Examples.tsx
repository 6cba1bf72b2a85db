import { attempt } from '../../../ui/feedback/toasts';
import { useImagineRoom } from '../context';
import { examples } from '../examples';
import styles from './Examples.module.css';

/** Example sentences; a click draws one. */
export function Examples() {
	const { imagine } = useImagineRoom();
	return (
		<section className={styles.examples} aria-labelledby="imagine-examples">
			<h2 id="imagine-examples">Or try one of these</h2>
			<ul>
				{examples.map((text) => (
					<li key={text}>
						<button type="button" onClick={() => attempt(() => imagine.draw(text))}>
							{text}
						</button>
					</li>
				))}
			</ul>
		</section>
	);
}
