import { attempt } from '../../../ui/toasts';
import { useFind, useFindRoom } from '../context';
import type { Caption } from '../types';

/** One caption, word by word: each word shows what else could stand in its place. */
export function CaptionLine({ caption, rank }: { readonly caption: Caption; readonly rank: number }) {
	const { find } = useFindRoom();
	const alternatives = useFind((state) => (state.alternatives?.caption === rank ? state.alternatives : undefined));
	const ask = (at: number) => {
		if (alternatives?.at !== at) attempt(() => find.askAlternatives(rank, at));
	};
	return (
		<li>
			<p className="find-line">
				{caption.words.map((word, at) => (
					<button
						// biome-ignore lint/suspicious/noArrayIndexKey: a word may be there twice, and its place is what tells it apart
						key={at}
						type="button"
						aria-expanded={alternatives?.at === at}
						onPointerEnter={(event) => {
							if (event.pointerType === 'mouse') ask(at);
						}}
						onFocus={() => ask(at)}
						onClick={() => ask(at)}
					>
						{word}
					</button>
				))}
			</p>
			{alternatives && (
				// biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a legend into the row
				<div className="find-alternatives" role="group" aria-label={`Instead of “${caption.words[alternatives.at]}”`}>
					{alternatives.words.map(({ word, probability }) => (
						<button
							key={word}
							type="button"
							aria-current={word === caption.words[alternatives.at]}
							onClick={() => attempt(() => find.takeAlternative(word))}
						>
							{word} <span className="numbers">{(100 * probability).toFixed(probability < 0.1 ? 1 : 0)} %</span>
						</button>
					))}
				</div>
			)}
			<p className="numbers" title="Natural logarithm of the probability of the whole sentence">
				log probability {caption.logProbability.toFixed(2)}
			</p>
		</li>
	);
}
