/** Asks the visitor to confirm before something is lost. */
import { createStore } from 'zustand/vanilla';
import type { Confirm, Question } from '../../engine/jobs/types';

/** A question that waits for its answer. */
export interface Asked extends Question {
	answer(agreed: boolean): void;
}

/** The current question; `Confirmation` shows it. */
export const questions = createStore<{ readonly asked?: Asked | undefined }>(() => ({}));

/** Asks the visitor. A newer question replaces an unanswered one, which then counts as declined. */
export const confirm: Confirm = (question) =>
	new Promise((resolve) => {
		questions.getState().asked?.answer(false);
		const asked: Asked = {
			...question,
			answer(agreed) {
				if (questions.getState().asked === asked) questions.setState({ asked: undefined });
				resolve(agreed);
			},
		};
		questions.setState({ asked });
	});
