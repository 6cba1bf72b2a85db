import { describe, expect, it } from 'vitest';
import { AtelierError } from '../../models/errors';
import { memoryShelf } from './testing/memoryShelf';
import { prepared } from './testing/prepared';

const encoded = { vector: Float32Array.of(1, 2), sentences: 900, read: 400, modelHash: 'encoder' };
const request = (name: string) => ({ text: `The text of ${name}.`, name });

describe('an own style', () => {
	it('is encoded with progress, selected, and kept for the next visit', async () => {
		const shelf = memoryShelf();
		const { story, askedFor } = prepared(shelf);
		await story.load();
		const done = story.addStyle(request('Emma'));
		const { name, request: asked, report, resolve } = await askedFor(1);
		expect([name, asked]).toEqual(['encodeStyle', request('Emma')]);
		report({ type: 'loading', what: 'skipthought', loaded: 1, total: 2 });
		report({ type: 'sentences', done: 10, total: 400 });
		expect(story.getState().encoding).toMatchObject({ name: 'Emma', done: 10, total: 400, loading: { loaded: 1 } });
		resolve(encoded);
		const style = await done;
		expect(style).toMatchObject({ name: 'Emma', ...encoded });
		expect(story.getState().encoding).toBeUndefined();
		expect(story.getState().styles).toMatchObject([{ kind: 'own', key: style?.id, vector: encoded.vector }]);

		const { story: later } = prepared(shelf);
		await later.load();
		expect(later.getState().ownStyles).toEqual([style]);
	});

	it('leaves nothing behind when it is cancelled', async () => {
		const { story, askedFor } = prepared();
		const done = story.addStyle(request('Emma'));
		await askedFor(1);
		story.stopReading();
		expect(await done).toBeUndefined();
		expect(story.getState()).toMatchObject({ encoding: undefined, ownStyles: [] });
	});

	it('waits for the previous one, even if that fails', async () => {
		const { story, asked, askedFor } = prepared();
		const first = story.addStyle(request('Emma'));
		const second = story.addStyle(request('Persuasion'));
		(await askedFor(1)).reject(new AtelierError('option-invalid', 'Too few sentences.'));
		await expect(first).rejects.toThrow('Too few');
		(await askedFor(2)).resolve(encoded);
		expect((await second)?.name).toBe('Persuasion');
		expect(asked).toHaveLength(2);
	});

	it('can be deleted, selected or not, and restored', async () => {
		const shelf = memoryShelf();
		const { story, askedFor } = prepared(shelf);
		await story.load();
		story.setBlending(true);
		const done = story.addStyle(request('Emma'));
		(await askedFor(1)).resolve(encoded);
		const style = await done;
		if (style === undefined) throw new Error('no style came');
		await story.removeStyle(style.id);
		expect(story.getState()).toMatchObject({ ownStyles: [], styles: [{ key: 'romance' }] });
		expect(shelf.styles.size).toBe(0);
		await story.restoreStyle(style);
		expect(story.getState().ownStyles).toEqual([style]);
		expect(shelf.styles.size).toBe(1);
	});

	it('stays selected after deletion when it was the only one', async () => {
		const { story, askedFor } = prepared();
		const done = story.addStyle(request('Emma'));
		(await askedFor(1)).resolve(encoded);
		const style = await done;
		await story.removeStyle(style?.id ?? '');
		expect(story.getState().styles).toHaveLength(1);
	});
});
