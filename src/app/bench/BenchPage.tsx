import { useState } from 'react';
import { create } from 'zustand';
import { createJobRunner } from '../../engine/jobs/runner';
import type { RunFlags } from '../../engine/jobs/types';
import type { BackendReport } from '../../engine/protocol';
import type { AtelierError } from '../../models/errors';
import { publishedModels } from '../../networks/catalogue';
import { classes } from '../../ui/classes';
import { Button } from '../../ui/controls/Button';
import { FailureNotice } from '../../ui/feedback/FailureNotice';
import { Progress } from '../../ui/feedback/Progress';
import { ToastList } from '../../ui/feedback/ToastList';
import { attempt, note } from '../../ui/feedback/toasts';
import { bytes } from '../../ui/format';
import table from '../../ui/layout/Table.module.css';
import { engine } from '../engine';
import styles from './BenchPage.module.css';
import { backendLine, duration, reportOf } from './report';
import { type Figure, runMeasures } from './run';
import type { Measure } from './types';

const parts = import.meta.glob<{ readonly measures: readonly Measure[] }>('../tabs/*/bench.ts');

/** Rounds of each measure, besides the one that warms up. */
const rounds = 3;

interface Run extends RunFlags {
	readonly label: string;
	readonly done?: number;
	readonly total: number;
}

interface BenchState {
	readonly run?: Run | undefined;
	readonly failure?: AtelierError | undefined;
	readonly figures: readonly Figure[];
	readonly backend?: BackendReport;
}

const useBench = create<BenchState>(() => ({ figures: [] }));
const runner = createJobRunner<Run>({ publish: (changed) => useBench.setState(changed) });

/** Measures everything, once more if it was measured before. */
const measure = () =>
	runner.run(() => ({
		progress: { label: 'Starting', total: 1 },
		async work({ signal, update }) {
			useBench.setState({ figures: [] });
			const measures = (await Promise.all(Object.values(parts).map((load) => load()))).flatMap((part) => part.measures);
			useBench.setState({ backend: await engine.start() });
			const networks = [...new Set(measures.flatMap((measure) => measure.networks))];
			await engine.download(await publishedModels.expand(networks), {
				signal,
				onBytes: (done, total) =>
					update((run) => ({
						...run,
						label: `Downloading the networks: ${bytes(done)} of ${bytes(total)}`,
						done,
						total,
					})),
			});
			const figures = await runMeasures(measures, rounds, signal, ({ figures, ...now }) => {
				update((run) => ({ ...run, ...now }));
				useBench.setState({ figures });
			});
			useBench.setState({ figures });
		},
	}));

/** The bench: how long a step of each network takes on this device, as a table and as a report to copy. */
export default function BenchPage() {
	const { run, failure, figures, backend } = useBench();
	const [report, setReport] = useState<string>();
	const copy = async () => {
		if (backend === undefined) return;
		const machine = {
			backend,
			browser: navigator.userAgent,
			cores: navigator.hardwareConcurrency,
			memory: (navigator as { readonly deviceMemory?: number }).deviceMemory,
		};
		const text = reportOf(figures, machine, new Date());
		setReport(text);
		await navigator.clipboard.writeText(text).then(
			() => note('The report was copied.'),
			() => note('The browser did not allow copying: select the report below the table.'),
		);
	};
	return (
		<div className={styles.page}>
			<main
				className={styles.bench}
				data-testid="bench"
				data-state={run ? 'running' : figures.length > 0 ? 'done' : 'ready'}
			>
				<p>
					<a href="./">Atelier</a>
				</p>
				<h1>How fast is this device?</h1>
				<p>
					Each network is timed as the tabs use it, on the sample photos. All of it runs here, takes a few minutes, and
					sends nothing. Close other pages that are busy: they share the device.
				</p>
				<div className={styles.buttons}>
					<Button look="primary" disabled={run !== undefined} onClick={() => attempt(measure)}>
						{figures.length > 0 && !run ? 'Measure again' : 'Measure'}
					</Button>
					{run && (
						<Button icon="close" onClick={() => void runner.abort()}>
							Cancel
						</Button>
					)}
					{!run && figures.length > 0 && (
						<Button icon="paste" onClick={() => attempt(copy)}>
							Copy the report
						</Button>
					)}
				</div>
				{run && (
					<div className={styles.progress} role="status">
						<p className="numbers">{run.label}</p>
						<Progress label="Measuring" value={run.done} max={run.total} text={run.label} />
					</div>
				)}
				<FailureNotice failure={failure} onDismiss={runner.dismiss} />
				{backend && <p className="numbers">{backendLine(backend)}</p>}
				{figures.length > 0 && (
					<table className={classes(table.table, styles.figures)}>
						<thead>
							<tr>
								<th scope="col">What</th>
								<th scope="col">Median of {rounds}</th>
								<th scope="col">Fastest to slowest</th>
							</tr>
						</thead>
						<tbody>
							{figures.map(({ what, median, fastest, slowest }) => (
								<tr key={what}>
									<th scope="row">{what}</th>
									<td className="numbers">{duration(median)}</td>
									<td className="numbers">{`${duration(fastest)} to ${duration(slowest)}`}</td>
								</tr>
							))}
						</tbody>
					</table>
				)}
				{report && (
					<textarea className={styles.report} readOnly aria-label="Report" rows={figures.length + 8} value={report} />
				)}
			</main>
			<ToastList />
		</div>
	);
}
