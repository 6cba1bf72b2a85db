import { Button } from '../../../ui/Button';
import { Progress } from '../../../ui/Progress';
import { type Doing, useFindRoom, useIndex } from '../context';
import './IndexBar.css';

/** Reading files and looking at pictures, while it goes on. */
export function IndexBar() {
	const { pictures } = useFindRoom();
	const intake = useIndex((state) => state.intake);
	const embedding = useIndex((state) => state.embedding);
	const doing = intake ?? embedding;
	if (doing === undefined) return null;
	const paused = [intake, embedding].some((one) => one?.paused);
	return (
		<section className="find-index" aria-label="Indexing">
			<div>
				{intake && <Line what="Reading files" doing={intake} />}
				{embedding && <Line what="Looking and captioning" doing={embedding} />}
			</div>
			<Button icon={paused ? 'play' : 'pause'} onClick={() => pictures.setPaused(!paused)}>
				{paused ? 'Resume' : 'Pause'}
			</Button>
			<Button icon="stop" onClick={pictures.stop}>
				Stop
			</Button>
		</section>
	);
}

function Line({ what, doing: { done, total, paused } }: { readonly what: string; readonly doing: Doing }) {
	return (
		<div className="find-index-line">
			<p className="numbers">
				{paused ? `${what}, paused` : what}: {done.toLocaleString('en')} of {total.toLocaleString('en')}
			</p>
			<Progress label={what} value={done} max={total} />
		</div>
	);
}
