import { useEffect } from 'react';
import { useStore } from 'zustand';
import { Button } from '../../ui/controls/Button';
import { Progress } from '../../ui/feedback/Progress';
import { bytes } from '../../ui/format';
import { Dialog } from '../../ui/layout/Dialog';
import type { Downloads } from './downloads';
import styles from './OfflineDialog.module.css';
import { StoredKinds } from './StoredKinds';

interface OfflineDialogProps {
	readonly downloads: Downloads;
	readonly onClose: () => void;
}

/** Shows what this browser keeps, by kind, and what works without a connection; downloads and deletes. */
export function OfflineDialog({ downloads, onClose }: OfflineDialogProps) {
	const { total, kept, run, failure } = useStore(downloads);
	useEffect(() => void downloads.refresh(), [downloads]);
	const missing = (total ?? 0) - kept;
	const progress = run && `${bytes(run.loaded)} of ${bytes(run.total)}`;
	return (
		<Dialog title="Storage and offline use" onClose={onClose}>
			<div className={styles.offline}>
				<StoredKinds />
				<h3>Networks</h3>
				<p>Tabs that you have opened work without a connection once their networks are downloaded.</p>
				{total !== undefined && (
					<p className="numbers" role="status">
						{missing === 0 ? 'Everything is available offline.' : `${bytes(kept)} of ${bytes(total)} downloaded.`}
					</p>
				)}
				{failure !== undefined && <p role="alert">{failure}</p>}
				{run && (
					<>
						<Progress label="Downloading networks" value={run.loaded} max={run.total} text={progress ?? ''} />
						<p className="numbers">{progress}</p>
					</>
				)}
				<div className={styles.actions}>
					{run ? (
						<Button icon="stop" onClick={downloads.stop}>
							Stop
						</Button>
					) : (
						<>
							{total !== undefined && missing > 0 && (
								<Button look="primary" icon="save" onClick={() => void downloads.downloadAll()}>
									{`Make everything available offline (${bytes(missing)})`}
								</Button>
							)}
							{kept > 0 && (
								<Button icon="trash" onClick={() => void downloads.remove()}>
									{`Delete downloads (${bytes(kept)})`}
								</Button>
							)}
						</>
					)}
				</div>
			</div>
		</Dialog>
	);
}
