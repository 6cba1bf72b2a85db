import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AtelierError, abortError } from '../../models/errors';
import { attempt, dismiss, note, report, showInPlace, toasts } from './toasts';

const texts = () => toasts.getState().shown.map(({ text }) => text);

beforeEach(() => toasts.setState({ shown: [] }));
afterEach(() => vi.restoreAllMocks());

describe('toasts', () => {
	it('say the sentence of an error, and nothing about a cancellation', () => {
		report(abortError());
		report(new AtelierError('picture-empty', 'It is empty. Choose another.'));
		expect(texts()).toEqual(['It is empty. Choose another.']);
		expect(toasts.getState().shown[0]?.kind).toBe('error');
	});

	it('put an unforeseen error into the console too', () => {
		const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
		const error = new TypeError('x is undefined');
		report(error);
		expect(logged).toHaveBeenCalledWith(error);
		expect(texts()[0]).toContain('x is undefined');
	});

	it('show the same sentence once, few at a time, until dismissed', () => {
		for (const text of ['a', 'b', 'a', 'c', 'd', 'e']) note(text);
		expect(texts()).toEqual(['a', 'c', 'd', 'e']);
		dismiss(toasts.getState().shown[1]?.id ?? 0);
		expect(texts()).toEqual(['a', 'd', 'e']);
	});

	it('leave out a failure while it is shown in the page, whichever comes first', () => {
		const error = new AtelierError('out-of-memory', 'Choose a smaller size.');
		note('Choose a smaller size.');
		note('Another note.');
		report(new AtelierError('out-of-memory', 'Another error.'));
		report(error);
		const leave = showInPlace(error.message);
		expect(texts()).toEqual(['Another note.', 'Another error.']);
		report(error);
		expect(texts()).toEqual(['Another note.', 'Another error.']);
		leave();
		report(error);
		expect(texts().at(-1)).toBe('Choose a smaller size.');
	});

	it('catch what is thrown and what is rejected', async () => {
		attempt(() => {
			throw new AtelierError('option-invalid', 'thrown');
		});
		attempt(() => Promise.reject(new AtelierError('option-invalid', 'rejected')));
		await Promise.resolve();
		await vi.waitFor(() => expect(texts()).toEqual(['thrown', 'rejected']));
	});
});
