import { useEffect, useState } from 'react';
import { Button } from '../../../ui/controls/Button';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { Progress } from '../../../ui/feedback/Progress';
import { counted, number } from '../../../ui/format';
import { useFindContext, useIndex } from '../context';
import type { IndexProgress } from '../index/state';
import styles from './IndexBar.module.css';

/** Progress of finding, reading and captioning pictures, why it stopped, and how many pictures still wait. */
export function IndexBar() {
	const { intake: controls } = useFindContext();
	const listing = useIndex((state) => state.listing);
	const intake = useIndex((state) => state.intake);
	const embedding = useIndex((state) => state.embedding);
	const failure = useIndex((state) => state.failure);
	const waiting = useIndex(({ entries }) => countWaiting(entries.values()));
	const counted = embedding ?? intake;
	if (!listing && counted === undefined) return waiting > 0 ? <Waiting count={waiting} /> : null;
	const paused = [intake, embedding].some((one) => one?.paused);
	return (
		<section className={styles.bar} aria-label="Indexing">
			<div>
				{listing && <Line what="Looking for pictures" />}
				{intake && <Line what="Reading files" progress={intake} />}
				{embedding && <Line what="Captioning" progress={embedding} />}
				<FailureNotice failure={failure} />
			</div>
			{counted && (
				<Button icon={paused ? 'play' : 'pause'} iconOnPhones onClick={() => controls.setPaused(!paused)}>
					{paused ? 'Resume' : 'Pause'}
				</Button>
			)}
			<Button icon="stop" iconOnPhones onClick={controls.stop}>
				Stop
			</Button>
			<Announcement progress={counted} />
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
	const { intake } = useFindContext();
	return (
		<section className={styles.bar} aria-label="Indexing">
			<p className="numbers">{counted(count, 'picture has', 'pictures have')} no caption yet.</p>
			<Button icon="play" iconOnPhones onClick={() => intake.setPaused(false)}>
				Resume
			</Button>
		</section>
	);
}

interface LineProps {
	readonly what: string;
	/** Undefined while the total is not known. */
	readonly progress?: IndexProgress;
}

function Line({ what, progress }: LineProps) {
	return (
		<div className={styles.line}>
			<p className="numbers">
				{what}
				{progress && ` ${number(progress.done)} of ${number(progress.total)}`}
				{progress?.paused && ' (paused)'}
			</p>
			<Progress label={what} value={progress?.done} max={progress?.total ?? 1} />
		</div>
	);
}

/** Read out at every tenth: an announcement for every picture would drown out everything else. */
function Announcement({ progress }: { readonly progress: IndexProgress | undefined }) {
	const tenth = progress === undefined || progress.total === 0 ? 0 : Math.floor((10 * progress.done) / progress.total);
	const [said, setSaid] = useState('');
	// biome-ignore lint/correctness/useExhaustiveDependencies: announced only when the tenth changes
	useEffect(() => {
		if (progress) setSaid(`${number(progress.done)} of ${number(progress.total)} pictures done`);
	}, [tenth]);
	return (
		<p role="status" className="visually-hidden">
			{said}
		</p>
	);
}
