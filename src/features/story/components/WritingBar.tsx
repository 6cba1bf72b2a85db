import { Button } from '../../../ui/controls/Button';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { RunBar, Running } from '../../../ui/feedback/RunBar';
import { attempt } from '../../../ui/feedback/toasts';
import { bytes } from '../../../ui/format';
import { useStory, useStoryContext } from '../context';
import { lengths } from '../options';
import { doingText } from '../run';
import { type Run, shownDraft } from '../state';

/** The main button; while a story is being written, its progress and the ways to stop it. */
export function WritingBar() {
	const run = useStory((state) => state.run);
	return <RunBar>{run ? <Writing run={run} /> : <Ready />}</RunBar>;
}

function Ready() {
	const { story } = useStoryContext();
	const failure = useStory((state) => state.failure);
	const hasPicture = useStory((state) => state.picture !== undefined);
	const hasDraft = useStory((state) => shownDraft(state) !== undefined);
	const locked = useStory((state) => state.seedLocked);
	const seed = useStory((state) => state.options.seed);
	const download = useStory((state) => state.models?.bytes ?? 0);
	const first = useStory((state) => state.drafts.every(({ result }) => result === undefined));
	return (
		<>
			<FailureNotice failure={failure} onDismiss={story.dismissFailure} />
			<p className="numbers">
				{first && download > 0 ? `One-time download: ${bytes(download)}` : `Seed ${seed}${locked ? ', locked' : ''}`}
			</p>
			<Button look="primary" size="large" icon="edit" disabled={!hasPicture} onClick={() => attempt(story.write)}>
				{hasDraft ? 'Try again' : 'Write a story'}
			</Button>
		</>
	);
}

function Writing({ run }: { readonly run: Run }) {
	const { story } = useStoryContext();
	const length = useStory(({ drafts }) => drafts.find(({ id }) => id === run.draft)?.settings.options.length);
	const { words } = lengths[length ?? 'medium'];
	const { loading, written, finishing } = run;
	const doing = doingText(run);
	const value = written > 0 ? Math.min(written, words) : undefined;
	return (
		<Running
			doing={doing}
			figure={written > 0 && `${written} words`}
			progress={
				loading && loading.loaded < loading.total
					? { label: 'Downloading the networks', value: loading.loaded, max: loading.total, text: doing }
					: { label: 'Writing', value, max: words, text: `${doing}, ${written} words` }
			}
		>
			<Button icon="stop" disabled={finishing || written === 0} onClick={story.stopAndKeep}>
				Stop and keep
			</Button>
			<Button icon="close" onClick={story.cancel}>
				Cancel
			</Button>
		</Running>
	);
}
