import { afterEach, expect, it, vi } from 'vitest';
import { hashOf } from '../../../library/intake/tools';
import { createOriginals } from './originals';
import { entryOf } from './testing/entries';
import { picked } from './testing/fakeIndex';

afterEach(() => void vi.unstubAllGlobals());

it('finds the file of an entry, unless its content has changed or it was added on an earlier visit', async () => {
	const originals = createOriginals();
	const file = picked('Holiday/a.jpg', 'content');
	const entry = entryOf('a', { path: 'Holiday/a.jpg', hash: await hashOf(file.file) });
	expect(await originals.find(entry)).toBeUndefined();
	originals.remember([file]);
	expect(await originals.find(entry)).toBe(file.file);
	originals.remember([picked('Holiday/a.jpg', 'changed')]);
	expect(await originals.find(entry)).toBeUndefined();
});

it('fetches samples again, and falls back to the small copy without a network', async () => {
	const photo = new Blob(['sample']);
	const entry = entryOf('Chelsea the cat', { source: 'sample', hash: await hashOf(photo) });
	vi.stubGlobal('fetch', async () => new Response(photo));
	expect(await (await createOriginals().find(entry))?.text()).toBe('sample');
	vi.stubGlobal('fetch', async () => new Response('', { status: 404 }));
	expect(await createOriginals().find(entry)).toBeUndefined();
});

it('can be aborted', async () => {
	const originals = createOriginals();
	const file = picked('a.jpg');
	originals.remember([file]);
	const entry = entryOf('a', { path: 'a.jpg', hash: await hashOf(file.file) });
	await expect(originals.find(entry, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
});
