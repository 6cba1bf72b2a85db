import { TimingBars } from '../../../../ui/charts/TimingBars';
import { HoodSection } from '../../../../ui/layout/Hood';
import type { Draft } from '../../state';
import type { Stage } from '../../types';

const names: Readonly<Record<Stage['stage'], string>> = {
	encodeImage: 'Encode image',
	captions: 'Caption',
	rank: 'Rank',
	encodeText: 'Encode captions',
	shift: 'Shift',
};

function outcomeOf(stage: Stage): string {
	switch (stage.stage) {
		case 'encodeImage':
			return `${stage.features.length} features${stage.blank ? ', almost blank' : ''}`;
		case 'captions':
			return `${stage.sampled} captions`;
		case 'rank':
			return `${stage.nearest.length} chosen, ${stage.bank.toLocaleString('en')} in the bank`;
		case 'encodeText':
			return `mean vector of length ${stage.norm.toFixed(2)}`;
		case 'shift':
			return `${stage.before.length} numbers, shifted`;
	}
}

/** Each step with its time and result. */
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
		filtered === 0 ? '' : filtered === 1 ? ', 1 rejected by the filter' : `, ${filtered} rejected by the filter`;
	return `${written} words${kept}, the first after ${firstWord.toFixed(1)} s`;
}
