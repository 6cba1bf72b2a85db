import { useEffect, useState } from 'react';
import { Button } from '../../../ui/controls/Button';
import { Progress } from '../../../ui/feedback/Progress';
import { type Doing, useFindRoom, useIndex } from '../context';
import './IndexBar.css';

const number = (count: number): string => count.toLocaleString('en');

/** Reading files and looking at pictures, while it goes on; and pictures that were left waiting. */
export function IndexBar() {
	const { pictures } = useFindRoom();
	const intake = useIndex((state) => state.intake);
	const embedding = useIndex((state) => state.embedding);
	const waiting = useIndex(({ entries }) => countWaiting(entries.values()));
	if (intake === undefined && embedding === undefined) return waiting > 0 ? <Waiting count={waiting} /> : null;
	const paused = [intake, embedding].some((one) => one?.paused);
	return (
		<section className="find-index" aria-label="Indexing">
			<div>
				{intake && <Line what="Reading files" doing={intake} />}
				{embedding && <Line what="Looking at pictures" doing={embedding} />}
			</div>
			<Button icon={paused ? 'play' : 'pause'} onClick={() => pictures.setPaused(!paused)}>
				{paused ? 'Resume' : 'Pause'}
			</Button>
			<Button icon="stop" onClick={pictures.stop}>
				Stop
			</Button>
			<Announcement doing={embedding ?? intake} />
		</section>
	);
}

function countWaiting(entries: Iterable<{ readonly embedding?: unknown; readonly failedWith?: string }>): number {
	let count = 0;
	for (const { embedding, failedWith } of entries) {
		if (embedding === undefined && failedWith === undefined) count += 1;
	}
	return count;
}

function Waiting({ count }: { readonly count: number }) {
	const { pictures } = useFindRoom();
	return (
		<section className="find-index" aria-label="Indexing">
			<p className="numbers">
				{count === 1 ? '1 picture waits' : `${number(count)} pictures wait`} to be looked at and captioned.
			</p>
			<Button icon="play" onClick={() => pictures.setPaused(false)}>
				Go on
			</Button>
		</section>
	);
}

function Line({ what, doing: { done, total, paused } }: { readonly what: string; readonly doing: Doing }) {
	return (
		<div className="find-index-line">
			<p className="numbers">
				{paused ? `${what}, paused` : what}: {number(done)} of {number(total)}
			</p>
			<Progress label={what} value={done} max={total} />
		</div>
	);
}

/** Read out at each tenth of the way: a word for every picture would drown everything else. */
function Announcement({ doing }: { readonly doing: Doing | undefined }) {
	const tenth = doing === undefined || doing.total === 0 ? 0 : Math.floor((10 * doing.done) / doing.total);
	const [said, setSaid] = useState('');
	// biome-ignore lint/correctness/useExhaustiveDependencies: only a new tenth is worth a word
	useEffect(() => {
		if (doing) setSaid(`${number(doing.done)} of ${number(doing.total)} pictures looked at`);
	}, [tenth]);
	return (
		<p role="status" className="visually-hidden">
			{said}
		</p>
	);
}
