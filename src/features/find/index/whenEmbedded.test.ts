import { expect, it } from 'vitest';
import { AtelierError } from '../../../models/errors';
import { embeddingOf } from './testing/entries';
import { fakeIndex, picked } from './testing/fakeIndex';
import { memoryShelf } from './testing/memoryShelf';
import { whenEmbedded } from './whenEmbedded';

async function setUp() {
	const { index, takeFiles } = fakeIndex(memoryShelf());
	await index.open();
	await takeFiles([picked('a'), picked('b')], 'folder');
	return index;
}

it('resolves once every picture has its vector or has failed', async () => {
	const index = await setUp();
	index.setModel('model');
	let done = false;
	const waiting = whenEmbedded(index).then(() => {
		done = true;
	});
	await index.setEmbedding('hash of a', embeddingOf(Float32Array.of(1)));
	expect(done).toBe(false);
	await index.setFailed('hash of b', 'model');
	await waiting;
	expect(done).toBe(true);
});

it('resolves at once for an index with nothing to embed', async () => {
	await whenEmbedded(fakeIndex(memoryShelf()).index);
});

it('rejects with the reason why captioning stopped', async () => {
	const index = await setUp();
	const waiting = whenEmbedded(index);
	index.setState({ failure: new AtelierError('network-failed', 'No connection.') });
	await expect(waiting).rejects.toThrow('No connection.');
});
