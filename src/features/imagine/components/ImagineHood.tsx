import { useEffect } from 'react';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { Hood, HoodColumns } from '../../../ui/layout/Hood';
import { useImagine, useImagineContext, useWork } from '../context';
import type { Sheet } from '../state';
import { Blocks } from './hood/Blocks';
import { Conditions } from './hood/Conditions';
import { StagePair } from './hood/StagePair';
import { Timings } from './hood/Timings';
import { WordEffects } from './hood/WordEffects';

/** How the birds were drawn: timings, conditioning, both stages, and inspections of the selected bird. */
export default function ImagineHood({ sheet }: { readonly sheet: Sheet }) {
	const { imagine } = useImagineContext();
	useEffect(() => imagine.stopInspecting, [imagine]);
	const failure = useImagine((state) => state.inspectionFailure);
	const work = useWork();
	const at = useImagine((state) => state.chosen) ?? 0;
	const bird = work?.bird ?? sheet.birds[at];
	const drawn = sheet.drawn[at];
	const sketch = work?.sketch ?? drawn?.sketch;
	const detail = work ? (work.stages === 2 ? work.picture : undefined) : drawn?.detail;
	// Without `towards`, the whole sheet has one sentence, or a walk's two; the bird's own comes first.
	const [condition] = sheet.conditionings;
	return (
		<Hood>
			<FailureNotice failure={failure} onDismiss={imagine.dismissInspectionFailure} />
			<HoodColumns>
				<Timings sheet={sheet} />
				{condition && <Conditions condition={condition} />}
				{sketch && <StagePair sketch={sketch} detail={detail} place={at + 1} />}
			</HoodColumns>
			{bird && sketch && (
				<>
					<WordEffects bird={bird} truncation={sheet.truncation} />
					<Blocks bird={bird} truncation={sheet.truncation} />
				</>
			)}
		</Hood>
	);
}
