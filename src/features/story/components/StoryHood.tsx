import { Hood, HoodColumns, HoodNote, HoodSection } from '../../../ui/layout/Hood';
import { useStory } from '../context';
import { shownDraft } from '../state';
import type { Stage, StageName } from '../types';
import { Captions } from './hood/Captions';
import { Features } from './hood/Features';
import { Plane } from './hood/Plane';
import { Strips } from './hood/Strips';
import { Timings } from './hood/Timings';

/** How the story was made: every step with its time and output. */
export default function StoryHood() {
	const draft = useStory(shownDraft);
	const stages = draft?.stages ?? [];
	const of = <K extends StageName>(name: K) =>
		stages.find((stage): stage is Extract<Stage, { stage: K }> => stage.stage === name);
	const [image, rank, shift] = [of('encodeImage'), of('rank'), of('shift')];
	return (
		<Hood>
			{stages.length === 0 || draft === undefined ? (
				<HoodNote>
					{draft?.origin
						? 'This story was reopened; how it was made was not saved. Try again to see every step.'
						: 'Every step appears here as the story is written: what the networks see, which captions are nearest, and how their thought vector is shifted to the style.'}
				</HoodNote>
			) : (
				<HoodColumns>
					<Timings draft={draft} />
					{image && <Features features={image.features} />}
					{rank && <Captions nearest={rank.nearest} bank={rank.bank} />}
					{shift && <Plane map={shift.map} />}
					{shift && <Strips before={shift.before} after={shift.after} />}
					<HoodSection title="Words">
						<HoodNote>
							The stronger a word of the story is tinted, the less the network expected it. Hover over a word, or move
							to it with the arrow keys, to see the alternatives.
						</HoodNote>
					</HoodSection>
				</HoodColumns>
			)}
		</Hood>
	);
}
