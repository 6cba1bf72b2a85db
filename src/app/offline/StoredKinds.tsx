import { useEffect, useState } from 'react';
import type { Source } from '../../library/browse/entry';
import { useEntries } from '../../library/browse/useEntries';
import { Button } from '../../ui/controls/Button';
import { attempt, report } from '../../ui/feedback/toasts';
import { bytes, number } from '../../ui/format';
import { Icon } from '../../ui/Icon';
import { itemSource, kinds, removeEntries, sources } from '../entries';
import dialog from './OfflineDialog.module.css';
import styles from './StoredKinds.module.css';
import { useStorageUse } from './useStorageUse';

const own: readonly Source[] = [itemSource];

/** What this browser keeps, by kind: how many, how much, and a button that deletes them. */
export function StoredKinds() {
	const [all, setAll] = useState(own);
	useEffect(() => void sources().then(setAll, report), []);
	const { all: entries } = useEntries(all);
	const { use, ask } = useStorageUse();
	const rows = kinds
		.map((kind) => ({ kind, its: entries.filter((entry) => entry.kind === kind.id) }))
		.filter(({ its }) => its.length > 0);
	return (
		<>
			{rows.length === 0 ? (
				<p>Nothing is kept yet. What you add and make appears here.</p>
			) : (
				<ul className={styles.kinds} aria-label="What is kept">
					{rows.map(({ kind: { id, plural, icon }, its }) => (
						<li key={id}>
							<Icon name={icon} />
							<span>{plural}</span>
							<span className="numbers">{number(its.length)}</span>
							<span className="numbers">{bytes(its.reduce((sum, one) => sum + one.bytes, 0))}</span>
							<Button look="plain" icon="trash" iconOnly onClick={() => removeEntries(its)}>
								{`Delete all: ${plural}`}
							</Button>
						</li>
					))}
				</ul>
			)}
			{use && (
				<p className="numbers">
					{`This browser keeps ${bytes(use.usage)} for Atelier in all, networks included, and allows ${bytes(use.quota)}.`}
				</p>
			)}
			{use &&
				(use.persisted ? (
					<p className="numbers">The browser does not clear it by itself.</p>
				) : (
					<div className={dialog.actions}>
						<Button icon="locked" onClick={() => attempt(ask)}>
							Ask the browser not to clear it
						</Button>
					</div>
				))}
		</>
	);
}
