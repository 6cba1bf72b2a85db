import { beforeEach, expect, it } from 'vitest';
import type { Library } from '../../library/store';
import { toasts } from '../../ui/feedback/toasts';
import type { Embedder } from './index/embedder';
import { fakeIndex, picked } from './index/testing/fakeIndex';
import { memoryShelf } from './index/testing/memoryShelf';
import { createFindIntake } from './intake';
import { createFind } from './store';

beforeEach(() => toasts.setState({ shown: [] }));

const notes = () => toasts.getState().shown.map(({ text }) => text);

async function setUp() {
	const { index, names } = fakeIndex(memoryShelf());
	await index.open();
	const calls: string[] = [];
	const embedder: Embedder = { start: () => void calls.push('start'), stop: () => void calls.push('stop') };
	const find = createFind({ engine: { run: () => Promise.reject(new Error('not asked for')) }, index });
	const intake = createFindIntake({ index, embedder, find, library: {} as Library });
	return { index, names, calls, find, intake };
}

it('adds what was dropped, says so, and opens a picture that came alone', async () => {
	const { names, calls, find, intake } = await setUp();
	intake.addDropped(async () => [picked('a.jpg')]);
	await expect.poll(notes).toEqual(['1 picture added.']);
	expect(names()).toEqual(['a']);
	expect(calls).toEqual(['start']);
	expect(find.getState().opened).toBe('hash of a.jpg');
	intake.addDropped(async () => [picked('b.jpg'), picked('c.jpg')]);
	await expect.poll(notes).toContain('2 pictures added.');
	expect(find.getState().opened).toBe('hash of a.jpg');
});

it('stops a folder that is still being walked, silently, and takes the next one', async () => {
	const { names, calls, intake } = await setUp();
	let signal: AbortSignal | undefined;
	intake.addDropped((given) => {
		signal = given;
		return new Promise((_, reject) => given?.addEventListener('abort', () => reject(given.reason)));
	});
	await expect.poll(() => signal).toBeDefined();
	intake.stop();
	expect(signal?.aborted).toBe(true);
	expect(calls).toEqual(['start', 'stop']);
	intake.addDropped(async () => [picked('a.jpg')]);
	await expect.poll(notes).toEqual(['1 picture added.']);
	expect(names()).toEqual(['a']);
});

it('removes pictures with a way back', async () => {
	const { names, intake } = await setUp();
	intake.addDropped(async () => [picked('a.jpg'), picked('b.jpg')]);
	await expect.poll(notes).toEqual(['2 pictures added.']);
	intake.clear();
	await expect.poll(notes).toContain('Removed 2 pictures from the index. Your files are untouched.');
	expect(names()).toEqual([]);
	toasts.getState().shown.at(-1)?.action?.run();
	await expect.poll(names).toEqual(['a', 'b']);
});
