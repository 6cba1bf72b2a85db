import type { Draft } from '../../state';
import type { Stage } from '../../types';

const names: Readonly<Record<Stage['stage'], string>> = {
	look: 'Look',
	captions: 'Caption',
	rank: 'Rank',
	think: 'Think',
	shift: 'Shift',
};

function outcomeOf(stage: Stage): string {
	switch (stage.stage) {
		case 'look':
			return `${stage.features.length} features${stage.blank ? ', hardly anything seen' : ''}`;
		case 'captions':
			return `${stage.sampled} captions told`;
		case 'rank':
			return `${stage.nearest.length} chosen, ${stage.bank.toLocaleString('en')} in the bank`;
		case 'think':
			return `mean vector of length ${stage.norm.toFixed(2)}`;
		case 'shift':
			return `${stage.before.length} numbers, shifted`;
	}
}

/** Each network of the row: how long it took, and what came of it. */
export function Timings({ draft: { stages, result } }: { readonly draft: Draft }) {
	const writing = result && result.seconds - stages.reduce((sum, stage) => sum + stage.seconds, 0);
	const rows = [
		...stages.map((stage) => ({ name: names[stage.stage], seconds: stage.seconds, outcome: outcomeOf(stage) })),
		...(result && writing !== undefined
			? [{ name: 'Write', seconds: Math.max(0, writing), outcome: writtenText(result) }]
			: []),
	];
	const most = Math.max(...rows.map(({ seconds }) => seconds), 1e-6);
	return (
		<section className="story-timings" aria-labelledby="story-timings">
			<h2 id="story-timings">Steps</h2>
			<ol>
				{rows.map(({ name, seconds, outcome }) => (
					<li key={name}>
						<span>{name}</span>
						<span className="story-bar" aria-hidden="true">
							<span style={{ width: `${(100 * seconds) / most}%` }} />
						</span>
						<span className="numbers">{seconds.toFixed(2)} s</span>
						<span className="numbers story-outcome">{outcome}</span>
					</li>
				))}
			</ol>
		</section>
	);
}

function writtenText({ written, firstWord, filtered }: NonNullable<Draft['result']>): string {
	const kept =
		filtered === 0 ? '' : filtered === 1 ? ', 1 kept out by the filter' : `, ${filtered} kept out by the filter`;
	return `${written} words${kept}, the first after ${firstWord.toFixed(1)} s`;
}
