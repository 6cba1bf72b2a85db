import { TimingBars } from '../../../../ui/charts/TimingBars';
import { HoodSection } from '../../../../ui/layout/Hood';
import type { Sheet } from '../../state';
import { backendLabel } from '../backendLabel';

/** How long each network took, and what they ran on. */
export function Timings({ sheet: { readSeconds, result, birds, stages } }: { readonly sheet: Sheet }) {
	const sketched = result && Math.max(0, result.sketchSeconds - (readSeconds ?? 0));
	const { sketchSeconds = 0, scoreSeconds = sketchSeconds, seconds = 0 } = result ?? {};
	const rows = [
		readSeconds !== undefined && { name: 'Read', seconds: readSeconds },
		sketched !== undefined && { name: 'Sketch', seconds: sketched },
		scoreSeconds > sketchSeconds && { name: 'Score', seconds: scoreSeconds - sketchSeconds },
		result && stages === 2 && { name: 'Detail', seconds: Math.max(0, seconds - scoreSeconds) },
	].filter((row) => row !== false && row !== undefined);
	return (
		<HoodSection title="Steps">
			<TimingBars timings={rows} />
			<p className="numbers">
				{result
					? `${birds.length} drawn on ${backendLabel(result.backend)} · networks ${result.modelHash.slice(0, 12)}`
					: 'Times appear as the birds are drawn.'}
			</p>
		</HoodSection>
	);
}
