import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hashOf } from '../../library/intake/tools';
import type { Library } from '../../library/store';
import { toasts } from '../../ui/feedback/toasts';
import { createFindActions, originalOf } from './actions';
import { entryOf } from './index/testing/entries';
import { openIndex, picked } from './index/testing/fakeIndex';
import { createFind } from './store';

beforeEach(() => toasts.setState({ shown: [] }));
afterEach(() => void vi.unstubAllGlobals());

it('removes pictures, and can undo it', async () => {
	const { index, takeFiles, names } = await openIndex();
	await takeFiles([picked('a.jpg'), picked('b.jpg')], 'folder');
	const find = createFind({ engine: { run: () => Promise.reject(new Error('not asked for')) }, index });
	createFindActions({ index, find, library: {} as Library }).clear();
	const notes = () => toasts.getState().shown.map(({ text }) => text);
	await expect.poll(notes).toEqual(['Removed 2 pictures from the index. Your files are untouched.']);
	expect(names()).toEqual([]);
	toasts.getState().shown.at(-1)?.action?.run();
	await expect.poll(names).toEqual(['a', 'b']);
});

describe('originalOf', () => {
	it('gives the file of an entry, unless its content has changed or it was added on an earlier visit', async () => {
		const { file } = picked('Holiday/a.jpg', 'content');
		const entry = entryOf('a', { hash: await hashOf(file) });
		expect(await originalOf(entry)).toBeUndefined();
		expect(await originalOf({ ...entry, file })).toBe(file);
		expect(await originalOf({ ...entry, file: picked('Holiday/a.jpg', 'changed').file })).toBeUndefined();
	});

	it('fetches samples again, and gives nothing without a network', async () => {
		const photo = new Blob(['sample']);
		const entry = entryOf('Chelsea the cat', { source: 'sample', hash: await hashOf(photo) });
		vi.stubGlobal('fetch', async () => new Response(photo));
		expect(await (await originalOf(entry))?.text()).toBe('sample');
		vi.stubGlobal('fetch', async () => new Response('', { status: 404 }));
		expect(await originalOf(entry)).toBeUndefined();
	});
});
