import { useEffect, useRef, useState } from 'react';
import { Button } from '../../ui/controls/Button';
import { attempt } from '../../ui/feedback/toasts';
import { Icon } from '../../ui/Icon';
import { Dialog } from '../../ui/layout/Dialog';
import { useTabHelp } from '../help/useTabHelp';
import { openTab, rememberTab } from '../navigation';
import { openExample } from '../tabs/parts';
import { tabs } from '../tabs/registry';
import styles from './TourDialog.module.css';

/** The tour: a card for each tab, with what it makes and how. Opens by itself on the first visit, later from the help. */
export default function TourDialog({ onClose }: { readonly onClose: () => void }) {
	const buttons = useRef<HTMLDivElement>(null);
	useEffect(() => {
		// The next visit is not the first one.
		rememberTab();
		(buttons.current?.lastElementChild as HTMLElement | null)?.focus();
	}, []);
	const helps = useTabHelp();
	const [at, setAt] = useState(0);
	const tab = tabs[at];
	if (tab === undefined) return null;
	const { id, title, icon, example } = tab;
	const isLast = at === tabs.length - 1;
	return (
		<Dialog title="What you can do here" onClose={onClose}>
			<div className={styles.tour}>
				<img src={example.picture} alt="" />
				<section aria-live="polite" aria-labelledby="tour-title">
					<p className="numbers">{`${at + 1} of ${tabs.length}`}</p>
					<h3 id="tour-title">
						<Icon name={icon} /> {title}
					</h3>
					<p>{helps[at]?.purpose}</p>
				</section>
				<p className={styles.promise}>It all runs on this device. Nothing that you add or make is sent anywhere.</p>
				<div ref={buttons} className={styles.buttons}>
					<Button
						look="plain"
						onClick={() => {
							onClose();
							openTab(id);
							attempt(() => openExample(id));
						}}
					>
						Open this example
					</Button>
					<Button disabled={at === 0} onClick={() => setAt(at - 1)}>
						Back
					</Button>
					<Button look="primary" onClick={isLast ? onClose : () => setAt(at + 1)}>
						{isLast ? 'Begin' : 'Next'}
					</Button>
				</div>
			</div>
		</Dialog>
	);
}
