import { useStore } from 'zustand';
import { Button } from '../controls/Button';
import { Dialog } from '../layout/Dialog';
import { questions } from './confirm';
import './ConfirmDialog.css';

/** Shows the question that `confirm` asks. Closing the dialog leaves everything as it is. */
export function ConfirmDialog() {
	const asked = useStore(questions, (state) => state.asked);
	if (asked === undefined) return null;
	return (
		<Dialog title={asked.title} onClose={() => asked.answer(false)}>
			<div className="confirm">
				<p>{asked.text}</p>
				<div className="confirm-ways">
					<Button onClick={() => asked.answer(false)}>{asked.cancel}</Button>
					<Button look="primary" onClick={() => asked.answer(true)}>
						{asked.confirm}
					</Button>
				</div>
			</div>
		</Dialog>
	);
}
