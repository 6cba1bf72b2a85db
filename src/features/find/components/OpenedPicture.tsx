import { useFind } from '../context';
import { whereOf } from '../where';
import styles from './OpenedPicture.module.css';

interface OpenedPictureProps {
	readonly url: string;
	readonly alt: string;
	readonly width: number;
	readonly height: number;
}

/** The opened picture and, while a word of a caption is pointed at, where the captioner looked for it. */
export function OpenedPicture({ url, alt, width, height }: OpenedPictureProps) {
	const looking = useFind((state) => state.looking);
	const weights = useFind(({ attention }) => looking && attention.get(looking.text)?.[looking.at]);
	return (
		<div className={styles.frame}>
			<img src={url} alt={alt} style={{ aspectRatio: `${width} / ${height}` }} />
			<Attention word={looking?.text.split(' ')[looking.at] ?? ''} weights={weights} />
		</div>
	);
}

interface AttentionProps {
	readonly word: string;
	/** Of the cells of a square grid over the picture; undefined while no word is pointed at. */
	readonly weights: Float32Array | undefined;
}

/** The cells of the grid over the picture: the less the captioner looked at one, the darker it is. */
export function Attention({ word, weights = new Float32Array() }: AttentionProps) {
	const isShown = weights.length > 0;
	const side = Math.sqrt(weights.length);
	const share = Math.max(...weights);
	return (
		<>
			{isShown && (
				<div className={styles.cells} style={{ gridTemplate: `repeat(${side}, 1fr) / repeat(${side}, 1fr)` }}>
					{Array.from(weights, (weight, cell) => (
						// biome-ignore lint/suspicious/noArrayIndexKey: a cell is identified by its place
						<span key={cell} style={{ opacity: (1 - weight / share) * 0.72 }} />
					))}
				</div>
			)}
			{/* There before it has anything to say: else screen readers do not read it out. */}
			<p className={styles.place} role="status">
				{isShown && `“${word}”: looks at ${whereOf(weights)}`}
			</p>
		</>
	);
}
