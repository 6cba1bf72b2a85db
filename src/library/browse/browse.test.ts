import { describe, expect, it } from 'vitest';
import { type Entry, filtered, recipeWords, removeAll, type Source, withPictures, wordsOf } from './entry';
import { extended, nothing, shownPart, toggled } from './selection';

const source = {} as Source;
const entry = (name: string, more: Partial<Entry> = {}): Entry => ({
	...{ key: name, kind: 'photo', name, width: 10, height: 10, created: 0, hash: name, bytes: 1, source },
	...more,
});
const words = (one: Entry) => wordsOf(one, one.name === 'IMG_2' ? ['a dog on the beach'] : []);
const names = (entries: readonly Entry[]) => entries.map(({ name }) => name);

const all = [
	entry('IMG_10', { created: 3, favourite: true }),
	entry('IMG_2', { created: 1 }),
	entry('Café', {
		created: 2,
		kind: 'paint',
		width: 20,
		caption: 'Breakfast in Lyon',
		recipe: { styles: [{ title: 'Waves' }] },
	}),
];
const find = (text: string, kind = 'all') => names(filtered(all, { kind, text, sort: 'newest' }, words));

describe('the library’s entries', () => {
	it('are sorted', () => {
		const sorted = (sort: 'newest' | 'oldest' | 'name' | 'largest') =>
			names(filtered(all, { kind: 'all', text: '', sort }, words));
		expect(sorted('newest')).toEqual(['IMG_10', 'Café', 'IMG_2']);
		expect(sorted('oldest')).toEqual(['IMG_2', 'Café', 'IMG_10']);
		expect(sorted('name')).toEqual(['Café', 'IMG_2', 'IMG_10']);
		expect(sorted('largest')[0]).toBe('Café');
	});

	it('are filtered by kind and by favourites', () => {
		expect(find('', 'paint')).toEqual(['Café']);
		expect(find('', 'favourite')).toEqual(['IMG_10']);
	});

	it('are found by name, caption, the network’s caption and the recipe’s words, in any order and without accents', () => {
		expect(find('cafe')).toEqual(['Café']);
		expect(find('lyon BREAK')).toEqual(['Café']);
		expect(find('waves')).toEqual(['Café']);
		expect(find('beach dog')).toEqual(['IMG_2']);
		expect(find('beach cat')).toEqual([]);
	});

	it('are not found by hashes and files in a recipe', () => {
		const recipe = {
			text: 'a red bird',
			photo: { hash: 'ab'.repeat(32) },
			mask: 'data:image/png;base64,AAAA',
			seed: 3,
		};
		expect(recipeWords(recipe)).toEqual(['a red bird']);
		expect(recipeWords(null)).toEqual([]);
	});

	it('are removed from their sources, and put back by one undo', async () => {
		const log: string[] = [];
		const named = (name: string): Source =>
			({
				async remove(entries: readonly Entry[]) {
					log.push(`${name} removes ${names(entries)}`);
					return async () => void log.push(`${name} puts back`);
				},
			}) as Source;
		const [one, other] = [named('one'), named('other')];
		const undo = await removeAll([
			entry('a', { source: one }),
			entry('b', { source: other }),
			entry('c', { source: one }),
		]);
		await undo();
		expect(log).toEqual(['one removes a,c', 'other removes b', 'one puts back', 'other puts back']);
	});
});

it('a work is exported with the pictures that its recipe names', () => {
	const [photo, style] = ['aa', 'bb'].map((two) => entry(two, { hash: two.repeat(32) }));
	const recipe = { photo: { hash: photo?.hash }, styles: [{ hash: style?.hash }], network: { hash: 'cc'.repeat(32) } };
	const work = entry('work', { kind: 'paint', recipe });
	expect(names(withPictures([work], [...all, work, photo as Entry, style as Entry]))).toEqual(['work', 'aa', 'bb']);
});

describe('a selection', () => {
	const order = ['a', 'b', 'c', 'd'];

	it('takes and leaves single entries', () => {
		const two = toggled(toggled(nothing, 'a'), 'c');
		expect([...two.keys]).toEqual(['a', 'c']);
		expect([...toggled(two, 'a').keys]).toEqual(['c']);
	});

	it('extends from the entry selected last, in both directions', () => {
		const selection = toggled(nothing, 'c');
		expect([...extended(selection, 'a', order).keys].sort()).toEqual(['a', 'b', 'c']);
		expect([...extended(extended(selection, 'a', order), 'd', order).keys].sort()).toEqual(order);
		expect([...extended(nothing, 'b', order).keys]).toEqual(['b']);
		expect([...extended(toggled(nothing, 'gone'), 'b', order).keys]).toContain('b');
	});

	it('holds only what is shown', () => {
		const selection = toggled(toggled(nothing, 'a'), 'x');
		expect([...shownPart(selection, order).keys]).toEqual(['a']);
	});
});
