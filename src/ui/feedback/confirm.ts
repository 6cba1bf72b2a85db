/** Questions that are put to the visitor before something is lost. */
import { createStore } from 'zustand/vanilla';
import type { Confirm, Question } from '../../engine/jobs/types';

interface Asked extends Question {
	answer(agreed: boolean): void;
}

/** The question that is being asked; `ConfirmDialog` shows it. */
export const questions = createStore<{ readonly asked?: Asked | undefined }>(() => ({}));

/** Asks the visitor. A newer question takes the place of an unanswered one, which then counts as not agreed to. */
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
