import { Button } from '../../../ui/controls/Button';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { Progress } from '../../../ui/feedback/Progress';
import { bytes } from '../../../ui/format';
import { useImagine, useImagineRoom } from '../context';
import { counted, doingText, loadingText, shareDone } from '../run';
import { type Run, type Sheet, shownSheet } from '../state';
import { backendLabel } from './backendLabel';
import './RunBar.css';

/** While birds are drawn, how far it is and the ways to end it; then how long it took. */
export function RunBar() {
	const run = useImagine((state) => state.run);
	const drawing = useImagine(({ sheets, run }) => sheets.find(({ id }) => id === run?.sheet));
	return run && drawing ? <Running run={run} sheet={drawing} /> : <Idle />;
}

function Idle() {
	const { imagine } = useImagineRoom();
	const sheet = useImagine(shownSheet);
	const download = useImagine((state) => state.downloadBytes ?? 0);
	const failure = useImagine((state) => state.failure);
	const walkFailure = useImagine((state) => state.walkFailure);
	const text = sheet?.result ? toldOf(sheet) : download > 0 ? `One-time download: ${bytes(download)}` : '';
	return (
		<div className="imagine-run">
			<FailureNotice failure={failure} onDismiss={imagine.dismissFailure} />
			<FailureNotice failure={walkFailure} onDismiss={imagine.dismissWalkFailure} />
			<p className="numbers">{text}</p>
		</div>
	);
}

function toldOf({ birds, stages, result }: Sheet): string {
	if (result === undefined) return '';
	const { sketchSeconds, seconds, backend } = result;
	const sketches = `${counted(birds.length, 'sketch')} in ${sketchSeconds.toFixed(1)} s`;
	return [sketches, stages === 2 && `all in ${seconds.toFixed(1)} s`, backendLabel(backend)]
		.filter(Boolean)
		.join(' · ');
}

function Running({ run, sheet }: { readonly run: Run; readonly sheet: Sheet }) {
	const { imagine } = useImagineRoom();
	const { birds, stages } = sheet;
	const doing = doingText(run, birds.length, stages);
	const { loading } = run;
	const isLoading = loadingText(loading) !== undefined;
	return (
		<div className="imagine-run imagine-run-busy">
			<div className="imagine-run-state">
				<strong>{doing}</strong>
				{run.sketches > 0 && <span className="numbers">{run.seconds.toFixed(1)} s</span>}
			</div>
			{isLoading && loading ? (
				<Progress label="Fetching the networks" value={loading.loaded} max={loading.total} text={doing} />
			) : (
				<Progress label="Drawing" value={shareDone(run, birds.length, stages)} max={1} text={doing} />
			)}
			<div className="imagine-run-ways">
				<Button icon="stop" disabled={run.finishing || run.sketches === 0} onClick={imagine.stopAndKeep}>
					Stop and keep
				</Button>
				<Button icon="close" onClick={imagine.cancel}>
					Cancel
				</Button>
			</div>
		</div>
	);
}
