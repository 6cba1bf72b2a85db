import type { Sheet } from '../../state';
import { backendLabel } from '../backendLabel';

/** Each network: how long it took; which ones they were, and what they ran on. */
export function Timings({ sheet: { readSeconds, result, birds, stages } }: { readonly sheet: Sheet }) {
	const sketched = result && Math.max(0, result.sketchSeconds - (readSeconds ?? 0));
	const rows = [
		readSeconds !== undefined && { name: 'Read', seconds: readSeconds },
		sketched !== undefined && { name: 'Sketch', seconds: sketched },
		result && stages === 2 && { name: 'Detail', seconds: Math.max(0, result.seconds - result.sketchSeconds) },
	].filter((row) => row !== false && row !== undefined);
	const most = Math.max(...rows.map(({ seconds }) => seconds), 1e-6);
	return (
		<section className="imagine-timings" aria-labelledby="imagine-timings">
			<h2 id="imagine-timings">Steps</h2>
			<ol>
				{rows.map(({ name, seconds }) => (
					<li key={name}>
						<span>{name}</span>
						<span className="imagine-bar" aria-hidden="true">
							<span style={{ width: `${(100 * seconds) / most}%` }} />
						</span>
						<span className="numbers">{seconds.toFixed(2)} s</span>
					</li>
				))}
			</ol>
			<p className="numbers">
				{result
					? `${birds.length} drawn on ${backendLabel(result.backend)} · networks ${result.modelHash.slice(0, 12)}`
					: 'Times appear as the birds are drawn.'}
			</p>
		</section>
	);
}
