import { useStore } from 'zustand';
import { type Asked, questions } from './confirm';
import { lazyPart } from './lazyPart';
import { report } from './toasts';

const ConfirmDialog = lazyPart<{ readonly asked: Asked }>('The question', () => import('./ConfirmDialog'), {
	onFailure(error, { asked }) {
		report(error);
		asked.answer(false);
	},
});

/** Shows the question that `confirm` asks. */
export function Confirmation() {
	const asked = useStore(questions, (state) => state.asked);
	return asked && <ConfirmDialog asked={asked} />;
}
