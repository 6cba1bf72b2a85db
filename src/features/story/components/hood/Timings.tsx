import { TimingBars } from '../../../../ui/charts/TimingBars';
import { HoodSection } from '../../../../ui/layout/Hood';
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
	return (
		<HoodSection title="Steps">
			<TimingBars timings={rows} />
		</HoodSection>
	);
}

function writtenText({ written, firstWord, filtered }: NonNullable<Draft['result']>): string {
	const kept =
		filtered === 0 ? '' : filtered === 1 ? ', 1 kept out by the filter' : `, ${filtered} kept out by the filter`;
	return `${written} words${kept}, the first after ${firstWord.toFixed(1)} s`;
}
