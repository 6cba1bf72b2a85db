import { describe, expect, it } from 'vitest';
import { AtelierError } from '../../models/errors';
import { captionsOf } from './captioning';
import { encoded, entries, prepared, unit } from './testing/prepared';

const rerankWeight = 0.1;
/** Of three pictures that make no word likelier. */
const still = Array.from({ length: 3 }, () => [0, 0, 0]);

describe('searching', () => {
	it('ranks by the sentence, and names unknown words', async () => {
		const { find, call } = prepared();
		const done = find.setText('a dgo');
		const unknown = [{ word: 'dgo', spelling: ['dog'], meaning: [] }];
		call(0).resolve(encoded(unit(2), ['a'], unknown));
		await done;
		expect(find.getState().hits?.[0]).toEqual({ hash: 'c', score: 1 });
		expect(find.getState().query).toEqual({ kind: 'sentence', words: ['a'], unknown, cut: false });
		expect(find.getState().point).toMatchObject({ modelHash: 'm', cutOff: 0.5 });
	});

	it('ranks the best again by what the decoder reads in them, on the scale of the cosines', async () => {
		const { find, call, calls } = prepared();
		const done = find.setText('a dog');
		call(0).resolve({ ...encoded(unit(0), ['a', 'dog']), rerankWeight });
		await expect.poll(() => calls.length).toBe(2);
		expect(find.getState()).toMatchObject({ searching: true, point: { cutOff: 0.5 } });
		const first = find.getState().hits?.map(({ hash }) => hash) ?? [];
		expect(first[0]).toBe('a');
		expect(call(1)).toMatchObject({ name: 'explainPictures', request: { words: ['a', 'dog'] } });
		const gains = first.map((hash) => (hash === 'c' ? [1, 8, 4] : hash === 'a' ? [1, 1, 0] : [-1, -1, 0]));
		call(1).resolve({ gains });
		await done;
		const [best, next] = find.getState().hits ?? [];
		expect(best).toEqual({ hash: 'c', score: 1 });
		expect(next).toEqual({ hash: 'a', score: 0 });
		expect(find.getState()).toMatchObject({ searching: false, point: { cutOff: 0.5 } });
		expect(find.ranked(1)).toEqual([best]);
	});

	it('reads pictures that are added to a ranking, and places them', async () => {
		const { find, call, calls, pictures } = prepared();
		const late = pictures.pop();
		const done = find.setText('a dog');
		call(0).resolve({ ...encoded(unit(0), ['a', 'dog']), rerankWeight });
		await expect.poll(() => calls.length).toBe(2);
		call(1).resolve({ gains: still });
		await done;
		if (late) pictures.push(late);
		find.refresh();
		await expect.poll(() => calls.length).toBe(3);
		expect(call(2).request).toMatchObject({ pictures: [{ vector: unit(3) }] });
		call(2).resolve({ gains: [[5, 5, 5]] });
		await expect.poll(() => find.getState().hits?.[0]?.hash).toBe('d');
		expect(find.getState().searching).toBe(false);
		find.refresh();
		expect(calls).toHaveLength(3);
	});

	it('needs no network for a sentence whose vector is known', () => {
		const { find, calls } = prepared();
		find.showAnswers('a dog', { ...encoded(unit(1), ['a', 'dog']), rerankWeight });
		find.refresh();
		expect(find.getState().hits?.[0]?.hash).toBe('b');
		expect(calls).toEqual([]);
	});

	it('never shows an older sentence’s result over a newer one’s', async () => {
		const { find, call, calls } = prepared();
		const older = find.setText('a dog');
		const newer = find.setText('a cat');
		expect(call(0).signal.aborted).toBe(true);
		call(0).resolve(encoded(unit(0), ['a', 'dog']));
		await expect.poll(() => calls.length).toBe(2);
		call(1).resolve(encoded(unit(1), ['a', 'cat']));
		await Promise.all([older, newer]);
		expect(find.getState().hits?.[0]?.hash).toBe('b');
	});

	it('shows everything again when the field is emptied, even during a search', async () => {
		const { find, call, calls } = prepared();
		const running = find.setText('a dog');
		await find.setText('  ');
		call(0).resolve(encoded(unit(0), ['a', 'dog']));
		await running;
		expect(calls).toHaveLength(1);
		expect(find.getState()).toMatchObject({ hits: undefined, query: undefined, point: undefined, searching: false });
	});

	it('shows the download until the answer arrives', async () => {
		const { find, call } = prepared();
		const done = find.setText('a dog');
		expect(find.getState().searching).toBe(true);
		const loading = { type: 'loading', what: 'captioner', loaded: 1, total: 2 };
		call(0).onProgress(loading);
		expect(find.getState().loading).toEqual(loading);
		call(0).resolve(encoded(unit(0), ['a', 'dog']));
		await done;
		expect(find.getState()).toMatchObject({ searching: false, loading: undefined });
	});

	it('leaves out pictures embedded by other networks', async () => {
		const { find, call } = prepared();
		const done = find.setText('a dog');
		call(0).resolve({ ...encoded(unit(0), ['a', 'dog']), modelHash: 'a newer model' });
		await done;
		expect(find.getState().hits).toEqual([]);
	});

	it('finds nothing when no word is known', async () => {
		const { find, call } = prepared();
		const done = find.setText('犬');
		call(0).resolve(encoded(undefined, []));
		await done;
		expect(find.getState().hits).toEqual([]);
	});

	it('keeps the ranking when a search fails, and shows why until the next one', async () => {
		const { find, call } = prepared();
		const first = find.setText('a dog');
		call(0).resolve(encoded(unit(0), ['a', 'dog']));
		await first;
		const second = find.setText('a dogs');
		call(1).reject(new AtelierError('model-missing', 'There is no captioner.'));
		await second;
		expect(find.getState().failure).toMatchObject({ code: 'model-missing', message: 'There is no captioner.' });
		expect(find.getState().hits?.[0]?.hash).toBe('a');
		expect(find.getState().searching).toBe(false);
		find.clear();
		expect(find.getState().failure).toBeUndefined();
	});

	it('ranks the requested number of pictures, without the query itself', () => {
		const { find } = prepared();
		expect(find.ranked(10)).toEqual([]);
		find.similarTo('b');
		expect(find.ranked(2)).toHaveLength(2);
		expect(find.ranked(10).map(({ hash }) => hash)).not.toContain('b');
	});

	it('ranks by a picture, without itself, and again when the pictures change', () => {
		const { find, pictures } = prepared();
		find.similarTo('b');
		expect(find.getState().query).toEqual({ kind: 'picture', name: 'picture b', hash: 'b' });
		const found = () => find.getState().hits?.map(({ hash }) => hash);
		expect(found()?.toSorted()).toEqual(['a', 'c', 'd']);
		pictures.pop();
		find.refresh();
		expect(found()?.toSorted()).toEqual(['a', 'c']);
	});

	it('ranks by a file that is not in the index', async () => {
		const { find, call, calls } = prepared();
		const done = find.similarToFile(async () => new Blob(['x']), 'mine');
		await expect.poll(() => calls.length).toBe(1);
		call(0).onProgress({ type: 'embedded', done: 1, total: 1, picture: { id: 'mine', vector: unit(3), captions: [] } });
		call(0).resolve({ modelHash: 'm' });
		await done;
		expect(find.getState().hits?.[0]?.hash).toBe('d');
		const bad = find.similarToFile(async () => new Blob(['y']), 'broken');
		await expect.poll(() => calls.length).toBe(2);
		call(1).resolve({ modelHash: 'm' });
		await bad;
		expect(find.getState().failure?.message).toMatch(/“broken” cannot be read/);
		expect(find.getState().hits?.[0]?.hash).toBe('d');
	});

	it('shows why a file could not be read, and reads no older file once a newer query is there', async () => {
		const { find, call, calls } = prepared();
		await find.similarToFile(() => Promise.reject(new AtelierError('picture-empty', 'It is empty.')), 'mine');
		expect(find.getState().failure?.message).toBe('It is empty.');
		let signal: AbortSignal | undefined;
		const older = find.similarToFile((given) => {
			signal = given;
			return new Promise((_, reject) => given.addEventListener('abort', () => reject(given.reason)));
		}, 'mine');
		const newer = find.setText('a dog');
		expect(signal?.aborted).toBe(true);
		await older;
		await expect.poll(() => calls.length).toBe(1);
		call(0).resolve(encoded(unit(0), ['a', 'dog']));
		await newer;
		expect(find.getState()).toMatchObject({ failure: undefined, searching: false, query: { kind: 'sentence' } });
	});
});

describe('deep search', () => {
	const answer = { vector: unit(1), steps: 3, converged: true, seconds: 1 };

	async function started() {
		const all = prepared();
		await all.find.setMode('invert');
		const typed = all.find.setText('a dog');
		all.call(0).resolve(encoded(unit(0), ['a', 'dog']));
		await typed;
		expect(all.calls).toHaveLength(1); // a deep search only when asked for
		const done = all.find.deepSearch();
		all.call(1).resolve({ ...encoded(unit(0), ['a', 'dog']), rerankWeight });
		await expect.poll(() => all.calls.length).toBe(3);
		return { ...all, done };
	}

	it('reports its steps, ranks, and explains the best pictures by words', async () => {
		const { find, call, calls, done } = await started();
		call(2).onProgress({ type: 'step', step: 1, steps: 60, negativeLogLikelihood: 3, prior: 0.1, losses: [3.1] });
		expect(find.getState().inversion).toMatchObject({ running: true, trace: [{ step: 1, negativeLogLikelihood: 3 }] });
		expect(find.getState().hits?.[0]?.hash).toBe('a');
		call(2).resolve(answer);
		await expect.poll(() => calls.length).toBe(4);
		expect(find.getState().hits?.[0]?.hash).toBe('b');
		call(3).resolve({ gains: [[0.1, 2, 0], ...still] });
		await done;
		expect(find.getState().gains.get('b')).toEqual([0.1, 2, 0]);
		expect(find.getState().inversion).toMatchObject({ running: false, steps: 3, converged: true });
	});

	it('stops when aborted, and keeps the earlier ranking', async () => {
		const { find, call, done } = await started();
		find.stop();
		expect(call(2).signal.aborted).toBe(true);
		await done;
		expect(find.getState()).toMatchObject({ inversion: undefined, searching: false });
		expect(find.getState().hits?.[0]?.hash).toBe('a');
	});

	it('is aborted for a newer query, whose run is not touched by the end of the older one', async () => {
		const { find, call, calls, done } = await started();
		const newer = find.deepSearch();
		await expect.poll(() => calls.length).toBe(4);
		call(3).resolve(encoded(unit(0), ['a', 'dog']));
		await done;
		await expect.poll(() => calls.length).toBe(5);
		expect(find.getState().inversion?.running).toBe(true);
		call(4).reject(new AtelierError('diverged', 'Choose a smaller learning rate.'));
		await newer;
		expect(find.getState().failure?.message).toContain('Choose a smaller');
		expect(find.getState()).toMatchObject({ inversion: undefined, searching: false });
	});
});

describe('the opened picture', () => {
	const captions = [{ text: 'a cat sits', words: ['a', 'cat', 'sits'], logProbability: -3 }];

	it('shows the captions of the index until there are new ones', async () => {
		const { find, call } = prepared();
		find.open('a');
		expect(captionsOf(find.getState(), entries[0])[0]?.text).toBe('a dog runs');
		const done = find.recaption();
		expect(find.getState().newCaptions?.busy).toBe(true);
		call(0).resolve({ captions });
		await done;
		expect(captionsOf(find.getState(), entries[0])).toEqual(captions);
		find.open('b');
		expect(captionsOf(find.getState(), entries[1])[0]?.text).toBe('a dog runs');
	});

	it('rewrites a caption from another word', async () => {
		const { find, call } = prepared();
		find.open('a');
		const asked = find.askAlternatives(0, 1);
		expect(call(0).request).toMatchObject({ prefix: ['a'] });
		call(0).resolve({ words: [{ word: 'cat', probability: 0.4 }] });
		await asked;
		expect(find.getState().alternatives).toMatchObject({ caption: 0, at: 1 });
		const taken = find.takeAlternative('cat');
		expect(call(1).request).toMatchObject({ prefix: ['a', 'cat'], options: { count: 1 } });
		call(1).resolve({ captions });
		await taken;
		expect(captionsOf(find.getState(), entries[0])).toEqual(captions);
		expect(find.getState().alternatives).toBeUndefined();
	});

	it('continues captioning while words are pointed at, and keeps the captions when it fails', async () => {
		const { find, call } = prepared();
		find.open('a');
		const telling = find.recaption();
		const asked = find.askAlternatives(0, 2);
		expect(call(0).signal.aborted).toBe(false);
		call(1).resolve({ words: [] });
		await asked;
		call(0).reject(new AtelierError('out-of-memory', 'Close other tabs.'));
		await expect(telling).rejects.toThrow('Close other tabs.');
		expect(find.getState().newCaptions?.busy).toBe(false);
		expect(captionsOf(find.getState(), entries[0])[0]?.text).toBe('a dog runs');
	});

	it('requests no more captions than the beam size', () => {
		const { find, call } = prepared();
		find.open('a');
		find.setCaptionOption('beamSize', 1);
		void find.recaption();
		expect(call(0).request).toMatchObject({ options: { beamSize: 1, count: 1 } });
	});

	it('drops captions of a picture that is no longer open', async () => {
		const { find, call } = prepared();
		find.open('a');
		const done = find.recaption();
		find.open('b');
		call(0).resolve({ captions });
		await done;
		expect(captionsOf(find.getState(), entries[1])[0]?.text).toBe('a dog runs');
		expect(find.getState().newCaptions).toBeUndefined();
	});
});
