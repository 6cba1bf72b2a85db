import { useState } from 'react';
import { Button } from '../../ui/controls/Button';
import { Choice } from '../../ui/controls/Choice';
import { Dialog } from '../../ui/layout/Dialog';
import TourDialog from '../tour/TourDialog';
import { About } from './About';
import styles from './HelpDialog.module.css';
import { Keys } from './Keys';
import { Models } from './Models';
import { Purposes } from './Purposes';

const parts = [
	{ value: 'tabs', label: 'What it does' },
	{ value: 'keys', label: 'Keys' },
	{ value: 'models', label: 'Models' },
	{ value: 'about', label: 'About' },
] as const;

/** Help and about: what each tab does and cannot do, keys, the models with their cards, version and licences. */
export default function HelpDialog({ onClose }: { readonly onClose: () => void }) {
	const [part, setPart] = useState<(typeof parts)[number]['value']>('tabs');
	const [isTouring, setTouring] = useState(false);
	if (isTouring) return <TourDialog onClose={onClose} />;
	return (
		<Dialog title="Help" onClose={onClose}>
			<div className={styles.help}>
				<Choice label="Part of the help" hideLabel value={part} choices={parts} onChange={setPart} />
				{part === 'tabs' && (
					<>
						<Purposes />
						<p className={styles.more}>
							<Button onClick={() => setTouring(true)}>Take the tour</Button>
							<a href="?bench">How fast is this device?</a>
						</p>
					</>
				)}
				{part === 'keys' && <Keys />}
				{part === 'models' && <Models />}
				{part === 'about' && <About />}
			</div>
		</Dialog>
	);
}
