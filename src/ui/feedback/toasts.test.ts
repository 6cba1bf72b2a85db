import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AtelierError, abortError } from '../../models/errors';
import { attempt, dismiss, note, noteRemoval, report, showInPlace, toasts } from './toasts';

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

	it('never merge or push out a note that has an action', () => {
		const ran: string[] = [];
		for (const run of ['one', 'other']) note('“image” was restored.', { label: 'Undo', run: () => ran.push(run) });
		for (const text of ['a', 'b', 'c', 'd', 'e', '“image” was restored.']) note(text);
		const withUndo = toasts.getState().shown.flatMap(({ action }) => action ?? []);
		for (const { run } of withUndo) run();
		expect(ran).toEqual(['one', 'other']);
		expect(texts()).toHaveLength(6);
	});

	it('collect deletions of a kind, and Undo brings all of them back, the last one first', () => {
		const back: string[] = [];
		const textOf = (count: number) => `${count} pictures were deleted.`;
		const remove = (name: string, count = 1, words = textOf) =>
			noteRemoval(`“${name}” was deleted.`, { count, textOf: words, undo: () => back.push(name) });
		remove('image');
		expect(texts()).toEqual(['“image” was deleted.']);
		remove('a story', 1, (count) => `${count} stories were deleted.`);
		remove('image');
		remove('four', 4);
		for (const text of ['a', 'b', 'c', 'd', 'e']) note(text);
		expect(texts().slice(0, 2)).toEqual(['“a story” was deleted.', '6 pictures were deleted.']);
		toasts.getState().shown[1]?.action?.run();
		expect(back).toEqual(['four', 'image', 'image']);
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
