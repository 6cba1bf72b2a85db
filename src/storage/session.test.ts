import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { createSessions, partsOf, type SessionOf } from './session';
import { type SessionStores, sessionStores } from './sessionStores';
import { fakeDatabase, fakeDisk, quotaExceeded, refused } from './testing/fakeStorage';

interface Page {
	readonly text: string;
	readonly sheets: readonly object[];
	/** Not a part of the session. */
	readonly run?: string;
}

const empty: Page = { text: '', sheets: [] };

/** A window with one tab; what is planned is written by `pass`. */
function openWindow(windowId: string, { disk = fakeDisk(sessionStores), time = 0, version = 1, open = false } = {}) {
	const planned: (() => void)[] = [];
	const { database } = fakeDatabase<SessionStores>(sessionStores, open ? { open: refused } : { disk });
	const sessions = createSessions({ database, windowId, now: () => time, later: (then) => planned.push(then) });
	const store = createStore<Page>(() => empty);
	const restored: boolean[] = [];
	const session: SessionOf<Page> = {
		version,
		parts: ({ text, sheets }) => ({ text, sheets }),
		restore(parts, isFresh) {
			restored.push(isFresh);
			if (isFresh) store.setState(parts as Partial<Page>);
		},
	};
	return {
		...{ disk, store, restored, sessions, planned },
		keep: () => sessions.keep('imagine', store, session),
		async pass() {
			for (const then of planned.splice(0)) then();
			await database.keys('session');
			await new Promise(setImmediate);
		},
	};
}

/** Opens a window, changes its state, and leaves it. */
async function left(windowId: string, state: Partial<Page>, tools: Parameters<typeof openWindow>[1]) {
	const opened = openWindow(windowId, tools);
	await opened.keep();
	opened.store.setState(state);
	await opened.pass();
	return opened;
}

describe('a session', () => {
	it('comes back after a reload as it was left', async () => {
		const { disk } = await left('a', { text: 'a red bird', sheets: [{ id: 1 }] }, {});
		const again = openWindow('a', { disk });
		await again.keep();
		expect(again.store.getState()).toEqual({ text: 'a red bird', sheets: [{ id: 1 }] });
		expect(again.restored).toEqual([true]);
	});

	it('writes only the parts that changed', async () => {
		const page = await left('a', { text: 'a', sheets: [{ id: 1 }] }, {});
		page.store.setState({ text: 'ab' });
		page.store.setState({ text: 'abc' });
		await page.pass();
		page.store.setState({ run: 'drawing' });
		await page.pass();
		const keys = page.disk.commits.map((changes) =>
			changes.map((change) => 'put' in change && (change.put as { key: string }).key),
		);
		expect(keys).toEqual([
			['imagine/a/text', 'imagine/a/sheets', 'imagine/a/.used', 'imagine/a/.version'],
			['imagine/a/text', 'imagine/a/.used', 'imagine/a/.version'],
		]);
	});

	it('removes a part that is gone', async () => {
		const page = await left('a', { text: 'a', sheets: [{}] }, {});
		page.store.setState({ sheets: undefined as never });
		await page.pass();
		expect(page.disk.contents.session?.has('imagine/a/sheets')).toBe(false);
	});

	it('starts a new window with what the window used last shows, and keeps both apart from then on', async () => {
		const disk = fakeDisk(sessionStores);
		await left('late', { text: 'late' }, { disk, time: 2 });
		await left('early', { text: 'early' }, { disk, time: 1 });
		const fresh = openWindow('fresh', { disk, time: 3 });
		await fresh.keep();
		expect(fresh.store.getState().text).toBe('late');
		fresh.store.setState({ text: 'fresh' });
		await fresh.pass();
		for (const id of ['late', 'early', 'fresh']) {
			const again = openWindow(id, { disk });
			await again.keep();
			expect(again.store.getState().text).toBe(id);
		}
	});

	it('does not let a new window that was only looked at become the last one used', async () => {
		const disk = fakeDisk(sessionStores);
		await left('a', { text: 'a' }, { disk, time: 1 });
		await left('b', {}, { disk, time: 2 });
		expect([...(disk.contents.session?.keys() ?? [])].filter((key) => key.includes('/b/'))).toEqual([]);
	});

	it('does not overwrite what the visitor chose while it was read', async () => {
		const { disk } = await left('a', { text: 'earlier' }, {});
		const again = openWindow('a', { disk });
		const keeping = again.keep();
		again.store.setState({ text: 'typed' });
		await keeping;
		expect(again.restored).toEqual([false]);
		expect(again.store.getState().text).toBe('typed');
		await again.pass();
		expect(disk.contents.session?.get('imagine/a/text')).toMatchObject({ value: 'typed' });
	});

	it('ignores another layout', async () => {
		const { disk } = await left('a', { text: 'a' }, {});
		const again = openWindow('a', { disk, version: 2 });
		await again.keep();
		expect(again.restored).toEqual([]);
	});

	it('forgets the windows used longest ago', async () => {
		const disk = fakeDisk(sessionStores);
		for (let time = 1; time <= 8; time++) await left(`w${time}`, { text: `${time}` }, { disk, time });
		await openWindow('w9', { disk }).keep();
		const windows = new Set([...(disk.contents.session?.keys() ?? [])].map((key) => key.split('/')[1]));
		expect([...windows]).toEqual(['w3', 'w4', 'w5', 'w6', 'w7', 'w8']);
	});

	it('writes at once when the page is hidden', async () => {
		const page = openWindow('a');
		await page.keep();
		page.store.setState({ text: 'a' });
		page.sessions.flush();
		page.sessions.flush();
		await new Promise(setImmediate);
		expect(page.disk.commits).toHaveLength(1);
	});

	it('does without storage, and without room', async () => {
		const homeless = openWindow('a', { open: true });
		await homeless.keep();
		homeless.store.setState({ text: 'a' });
		await homeless.pass();
		const full = openWindow('a');
		await full.keep();
		full.disk.refuse = (changes) => (changes === 'read' ? undefined : quotaExceeded());
		full.store.setState({ text: 'a' });
		await full.pass();
		expect(full.store.getState().text).toBe('a');
	});

	it('knows when works are shown that nothing keeps', async () => {
		const pages = [openWindow('a', { open: true }), openWindow('a')];
		const unkept = () => pages.map(({ sessions }) => sessions.hasUnkept());
		for (const { sessions, store } of pages) {
			const parts = ({ text, sheets }: Page) => ({ text, ...partsOf('sheet', sheets as { id: string }[]) });
			await sessions.keep('imagine', store, { version: 1, parts, restore: () => undefined });
			store.setState({ text: 'a' });
		}
		expect(unkept()).toEqual([false, false]);
		for (const { store } of pages) store.setState({ sheets: [{ id: '1' }] });
		expect(unkept()).toEqual([true, false]);
	});
});
