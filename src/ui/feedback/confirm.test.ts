import { expect, it } from 'vitest';
import { confirm, questions } from './confirm';

const question = {
	title: 'Stop this painting?',
	text: 'It will be lost.',
	confirm: 'Stop it',
	cancel: 'Keep painting',
};
const asked = () => questions.getState().asked;

it('resolves with the visitor’s answer, and asks no longer', async () => {
	for (const agreed of [true, false]) {
		const answer = confirm(question);
		expect(asked()).toMatchObject(question);
		asked()?.answer(agreed);
		expect(await answer).toBe(agreed);
		expect(asked()).toBeUndefined();
	}
});

it('takes a newer question for a refusal of the older one', async () => {
	const older = confirm(question);
	const stale = asked();
	const newer = confirm({ ...question, title: 'Reload?' });
	expect(await older).toBe(false);
	stale?.answer(true);
	expect(asked()?.title).toBe('Reload?');
	asked()?.answer(true);
	expect(await newer).toBe(true);
});
