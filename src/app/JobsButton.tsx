import { useId, useState } from 'react';
import { useStore } from 'zustand';
import { classes } from '../ui/classes';
import { counted } from '../ui/format';
import styles from './BackendBadge.module.css';
import JobList from './JobList';
import { jobStore } from './jobs';

/** How many jobs run or wait, and a list of them. Not there while there are none. */
export default function JobsButton() {
	const count = useStore(jobStore, ({ jobs }) => jobs.length);
	const [open, setOpen] = useState(false);
	const id = useId();
	if (count === 0 && !open) return null;
	return (
		<>
			<button
				type="button"
				className={classes(styles.badge, 'numbers')}
				data-jobs
				popoverTarget={id}
				aria-label={counted(count, 'job')}
			>
				<span aria-hidden="true">{count}</span>
				<span className={styles.name}>{count === 1 ? 'job' : 'jobs'}</span>
			</button>
			<div
				id={id}
				popover="auto"
				className={classes('floating', styles.details)}
				data-own-keys
				onToggle={({ newState }) => setOpen(newState === 'open')}
			>
				{open && <JobList />}
			</div>
		</>
	);
}
