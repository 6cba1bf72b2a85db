import { Button } from '../../../ui/controls/Button';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { Progress } from '../../../ui/feedback/Progress';
import { attempt } from '../../../ui/feedback/toasts';
import { bytes } from '../../../ui/format';
import { useStory, useStoryRoom } from '../context';
import { lengths } from '../options';
import { doingText } from '../run';
import { type Run, shownDraft } from '../state';
import './RunBar.css';

/** The one button that matters; while a story is written, how far it is and the ways to end it. */
export function RunBar() {
	const run = useStory((state) => state.run);
	return <div className="story-run">{run ? <Running run={run} /> : <Ready />}</div>;
}

function Ready() {
	const { story } = useStoryRoom();
	const failure = useStory((state) => state.failure);
	const hasPicture = useStory((state) => state.picture !== undefined);
	const hasDraft = useStory((state) => shownDraft(state) !== undefined);
	const locked = useStory((state) => state.seedLocked);
	const seed = useStory((state) => state.options.seed);
	const download = useStory((state) => state.models?.bytes ?? 0);
	const first = useStory((state) => state.drafts.every(({ result }) => result === undefined));
	const label = !hasDraft ? 'Write a story' : locked ? 'Write it again' : 'Write another';
	return (
		<>
			<FailureNotice failure={failure} onDismiss={story.dismissFailure} />
			<p className="numbers">
				{first && download > 0
					? `${bytes(download)} of networks, loaded once`
					: `Seed ${seed}${locked ? ', kept' : ''}`}
			</p>
			<Button
				look="primary"
				icon="edit"
				className="story-write"
				disabled={!hasPicture}
				onClick={() => attempt(story.write)}
			>
				{label}
			</Button>
		</>
	);
}

function Running({ run }: { readonly run: Run }) {
	const { story, elsewhere } = useStoryRoom();
	const length = useStory(({ drafts }) => drafts.find(({ id }) => id === run.draft)?.settings.options.length);
	const { words } = lengths[length ?? 'medium'];
	const { loading, written, finishing } = run;
	const isLoading = loading !== undefined && loading.loaded < loading.total;
	const doing = doingText(run, elsewhere);
	return (
		<>
			<div className="story-run-state">
				<strong>{doing}</strong>
				{written > 0 && <span className="numbers">{written} words</span>}
			</div>
			{isLoading ? (
				<Progress label="Fetching the networks" value={loading.loaded} max={loading.total} text={doing} />
			) : (
				<Progress
					label="Writing"
					value={written > 0 ? Math.min(written, words) : undefined}
					max={words}
					text={`${doing}, ${written} words`}
				/>
			)}
			<div className="story-run-ways">
				<Button icon="stop" disabled={finishing || written === 0} onClick={story.stopAndKeep}>
					Stop and keep
				</Button>
				<Button icon="close" onClick={story.cancel}>
					Cancel
				</Button>
			</div>
		</>
	);
}
