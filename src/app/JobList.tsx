import { useStore } from 'zustand';
import { Button } from '../ui/controls/Button';
import { Progress } from '../ui/feedback/Progress';
import { useKeptFocus } from '../ui/focus/useKeptFocus';
import { Icon } from '../ui/Icon';
import { engine } from './engine';
import styles from './JobList.module.css';
import { jobStore } from './jobs';
import type { ShownJob } from './shownJobs';

function stateOf({ state, waitsFor }: ShownJob): string {
	switch (state) {
		case 'running':
			return 'Running';
		case 'paused':
			return 'Paused';
		case 'resting':
			return `Continues after: ${waitsFor}`;
		case 'waiting':
			return waitsFor === undefined ? 'Starting' : `Waits for: ${waitsFor}`;
	}
}

/** What runs, what waits for it, and a button that cancels each. */
export default function JobList() {
	const jobs = useStore(jobStore, (state) => state.jobs);
	const place = useKeptFocus<HTMLUListElement>();
	return (
		<>
			<h2>Jobs</h2>
			{jobs.length === 0 && <p className="numbers">Nothing is running.</p>}
			<ul {...place} className={styles.jobs}>
				{jobs.map((job) => (
					<li key={job.id}>
						<Icon name={job.icon} />
						<div>
							<p>{job.label}</p>
							<p className="numbers">{stateOf(job)}</p>
							<Progress label={job.label} value={job.share} max={1} />
						</div>
						<Button look="plain" icon="close" iconOnly onClick={() => engine.cancel(job.id)}>
							{`Cancel: ${job.label}`}
						</Button>
					</li>
				))}
			</ul>
		</>
	);
}
