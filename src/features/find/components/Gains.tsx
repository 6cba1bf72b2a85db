import { useFind } from '../context';

/** Natural-logarithm units at which a word's tint is full: twenty times as likely. */
const full = 3;

/** The typed words, tinted by how much likelier each becomes by seeing this picture. */
export function Gains({ gains }: { readonly gains: readonly number[] }) {
	const words = useFind(({ query }) => (query?.kind === 'sentence' ? query.words : undefined));
	return (
		<span className="find-gains">
			{words?.map((word, at) => {
				const strength = Math.min(1, Math.max(0, (gains[at] ?? 0) / full));
				return (
					// biome-ignore lint/suspicious/noArrayIndexKey: a word may be there twice, and its place is what tells it apart
					<span key={at} style={{ '--strength': `${Math.round(strength * 100)}%` } as React.CSSProperties}>
						{word}
					</span>
				);
			})}
		</span>
	);
}
