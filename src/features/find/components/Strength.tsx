import { Bar } from '../../../ui/charts/Bar';
import styles from './Strength.module.css';

interface StrengthProps {
	/** Cosine similarity of the picture, or of its place in the ranking, and the query. */
	readonly score: number;
	/** Below it a match is not certain; it fills half the bar. Undefined where none is known: the bar is the cosine. */
	readonly cutOff: number | undefined;
}

/** How well a picture matches, as a bar. */
export function Strength({ score, cutOff }: StrengthProps) {
	const uncertain = cutOff !== undefined && score < cutOff;
	return (
		<span
			className={uncertain ? styles.uncertain : styles.strength}
			title={`Match ${score.toFixed(3).replace('-', '−')}${uncertain ? ': not certain' : ''}`}
			data-testid="score"
			data-score={score.toFixed(3)}
		>
			<Bar share={Math.max(0, cutOff === undefined ? score : score / (2 * cutOff))} />
		</span>
	);
}

/** The same in words, for screen readers. */
export function strengthOf({ score, cutOff }: StrengthProps): string {
	const certainty = cutOff === undefined ? '' : score < cutOff ? ', not certain' : ', certain';
	return `similarity ${score.toFixed(2)}${certainty}`;
}
