import { Button } from '../../../ui/controls/Button';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { RunBar, Running } from '../../../ui/feedback/RunBar';
import { bytes } from '../../../ui/format';
import { useImagine, useImagineContext } from '../context';
import { counted, loadingText, shareDone, statusText } from '../run';
import { type Run, type Sheet, shownSheet } from '../state';
import { backendLabel } from './backendLabel';

/** While birds are drawn: progress, Stop and Cancel. Afterwards: how long it took. */
export function DrawingBar() {
	const run = useImagine((state) => state.run);
	return run ? <Drawing run={run} /> : <Idle />;
}

function Idle() {
	const { imagine } = useImagineContext();
	const sheet = useImagine(shownSheet);
	const download = useImagine((state) => state.downloadBytes ?? 0);
	const failure = useImagine((state) => state.failure);
	const walkFailure = useImagine((state) => state.walkFailure);
	const text = sheet?.result ? summaryOf(sheet) : download > 0 ? `One-time download: ${bytes(download)}` : '';
	return (
		<RunBar sticky={false}>
			<FailureNotice failure={failure} onDismiss={imagine.dismissFailure} />
			<FailureNotice failure={walkFailure} onDismiss={imagine.dismissWalkFailure} />
			<p className="numbers">{text}</p>
		</RunBar>
	);
}

function summaryOf({ birds, stages, result }: Sheet): string {
	if (result === undefined) return '';
	const { sketchSeconds, seconds, backend } = result;
	const sketches = `${counted(birds.length, 'sketch')} in ${sketchSeconds.toFixed(1)} s`;
	return [sketches, stages === 2 && `all in ${seconds.toFixed(1)} s`, backendLabel(backend)]
		.filter(Boolean)
		.join(' · ');
}

function Drawing({ run }: { readonly run: Run }) {
	const { imagine } = useImagineContext();
	const doing = statusText(run);
	const { loading } = run;
	return (
		<RunBar>
			<Running
				doing={doing}
				figure={run.sketches > 0 && `${run.seconds.toFixed(1)} s`}
				progress={
					loading && loadingText(loading) !== undefined
						? { label: 'Downloading the networks', value: loading.loaded, max: loading.total, text: doing }
						: { label: 'Drawing', value: shareDone(run), max: 1, text: doing }
				}
			>
				<Button icon="stop" disabled={run.finishing || run.sketches === 0} onClick={imagine.stopAndKeep}>
					Stop and keep
				</Button>
				<Button icon="close" onClick={imagine.cancel}>
					Cancel
				</Button>
			</Running>
		</RunBar>
	);
}
