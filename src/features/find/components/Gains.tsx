import { useFind } from '../context';
import styles from './Gains.module.css';

/** Gain in nats at which a word's tint is strongest: 20 times as likely. */
const full = 3;

/** The query's words, tinted by how much more likely this picture makes each. */
export function Gains({ gains }: { readonly gains: readonly number[] }) {
	const words = useFind(({ query }) => (query?.kind === 'sentence' ? query.words : undefined));
	return (
		<span className={styles.gains} data-testid="gains">
			{words?.map((word, at) => {
				const strength = Math.min(1, Math.max(0, (gains[at] ?? 0) / full));
				return (
					// biome-ignore lint/suspicious/noArrayIndexKey: a word may occur twice; its position identifies it
					<span key={at} style={{ '--strength': `${Math.round(strength * 100)}%` } as React.CSSProperties}>
						{word}
					</span>
				);
			})}
		</span>
	);
}
