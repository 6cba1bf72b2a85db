import { withArticles } from '../../../networks/shared/articles';
import { ShareList } from '../../../ui/charts/ShareList';
import { classes } from '../../../ui/classes';
import { attempt } from '../../../ui/feedback/toasts';
import { useFind, useFindContext } from '../context';
import type { Alternatives } from '../state';
import type { Caption } from '../types';
import { isUnsure } from '../wording';
import styles from './CaptionLine.module.css';

/** One caption, word by word: each word offers alternatives. */
export function CaptionLine({ caption, rank }: { readonly caption: Caption; readonly rank: number }) {
	const { find } = useFindContext();
	const alternatives = useFind((state) => (state.alternatives?.caption === rank ? state.alternatives : undefined));
	const ask = (at: number) => {
		attempt(() => find.lookAt(rank, at));
		if (alternatives?.at !== at) attempt(() => find.askAlternatives(rank, at));
	};
	const isGuess = isUnsure(caption);
	return (
		<li>
			<p className={classes(styles.line, isGuess && styles.guess)}>
				{isGuess && <span className={styles.perhaps}>Perhaps:</span>}
				{withArticles(caption.words).map((word, at) => (
					<button
						// biome-ignore lint/suspicious/noArrayIndexKey: a word may occur twice; its position identifies it
						key={at}
						type="button"
						aria-expanded={alternatives?.at === at}
						onPointerEnter={(event) => {
							if (event.pointerType === 'mouse') ask(at);
						}}
						onPointerLeave={(event) => {
							if (event.pointerType === 'mouse') find.lookAway();
						}}
						onFocus={() => ask(at)}
						onBlur={find.lookAway}
						onClick={() => ask(at)}
					>
						{word}
					</button>
				))}
				<Likelihood {...caption} />
			</p>
			{alternatives && <AlternativeList said={caption.words[alternatives.at] ?? ''} alternatives={alternatives} />}
		</li>
	);
}

/** How sure the captioner is or, where it does not know, how likely it finds the sentence. */
export function Likelihood({ probability, logProbability }: Pick<Caption, 'probability' | 'logProbability'>) {
	const log = logProbability.toFixed(2).replace('-', '−');
	if (probability === undefined) {
		return (
			<span
				className={classes('numbers', styles.log)}
				title="Log-probability of the whole sentence: closer to 0 is more likely"
			>
				<span className="visually-hidden">log-probability </span>
				{log}
			</span>
		);
	}
	return (
		<span
			className={classes('numbers', styles.log)}
			title={`How likely the caption names the main thing right. Log-probability of the whole sentence: ${log}`}
		>
			{Math.round(100 * probability)}% sure
		</span>
	);
}

function AlternativeList({ said, alternatives }: { readonly said: string; readonly alternatives: Alternatives }) {
	const { find } = useFindContext();
	return (
		<div className={styles.alternatives}>
			<ShareList
				label={`Instead of “${said}”`}
				items={alternatives.words.map(({ word, probability }) => ({ key: word, label: word, share: probability }))}
				current={said}
				onPick={(word) => attempt(() => find.takeAlternative(word))}
			/>
		</div>
	);
}
