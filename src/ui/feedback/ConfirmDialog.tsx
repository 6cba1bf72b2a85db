import { Button } from '../controls/Button';
import { Dialog } from '../layout/Dialog';
import styles from './ConfirmDialog.module.css';
import type { Asked } from './confirm';

/** Shows a question. Closing the dialog leaves everything as it is. */
export default function ConfirmDialog({ asked }: { readonly asked: Asked }) {
	return (
		<Dialog title={asked.title} onClose={() => asked.answer(false)}>
			<div className={styles.confirm}>
				<p>{asked.text}</p>
				<div className={styles.ways}>
					<Button onClick={() => asked.answer(false)}>{asked.cancel}</Button>
					<Button look="primary" onClick={() => asked.answer(true)}>
						{asked.confirm}
					</Button>
				</div>
			</div>
		</Dialog>
	);
}
