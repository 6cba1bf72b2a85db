/** Stories that version 0.1.0 saved must come back in every later one. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readRecipe } from '../../library/recipe';
import { fromMarkdown } from './markdown';
import { describeStory, readStoryRecipe, vectorOf } from './recipe';

const bytesOf = (name: string) => readFileSync(new URL(`testing/recipes/${name}`, import.meta.url));
const onCard = async (name: string): Promise<{ readonly options: { length: string; seed: number } }> =>
	JSON.parse((await readRecipe(new Blob([bytesOf(name)]))) as string);

const text = 'The cat slept.\nIt dreamt -- of “birds”.';
const picture = { name: 'Chelsea -- the cat', hash: 'a'.repeat(64), width: 451, height: 300 };
const origin = { created: '2026-11-28T10:11:12.345Z', network: 'e'.repeat(64), backend: 'wasm' };
const romance = { kind: 'genre', id: 'romance', weight: 1 };

/** Options that came after these files were written. */
const newer = { opening: 'caption', drafts: 6 };

it('reads a picture card', async () => {
	const raw = await onCard('card.png');
	expect(readStoryRecipe(raw)).toEqual({
		options: { ...raw.options, ...newer },
		styles: [romance],
		picture,
		origin,
		edited: false,
		text,
		notes: [],
	});
	expect(describeStory(raw)).toBe(`Romance, ${raw.options.length}, seed ${raw.options.seed}`);
});

it('reads a Markdown file', async () => {
	const read = fromMarkdown(bytesOf('story.md').toString());
	expect(read?.text).toBe(text.replace('\n', '\n\n'));
	expect(readStoryRecipe(read?.recipe)).toEqual({
		options: { ...(await onCard('card.png')).options, ...newer },
		styles: [romance],
		picture,
		origin,
		edited: false,
		notes: [],
	});
});

it('reads an own style, an edit and a given beginning from either file', async () => {
	const { recipe } = fromMarkdown(bytesOf('own-style-edited.md').toString()) ?? {};
	for (const raw of [recipe, await onCard('own-style-edited-card.png')]) {
		const read = readStoryRecipe(raw);
		expect(read).toMatchObject({
			options: { length: 'short', seed: 7 },
			edited: true,
			begin: 'The cat',
			notes: [],
		});
		const [first, own] = read.styles;
		expect(first).toEqual(romance);
		expect(own).toMatchObject({ kind: 'own', name: 'My style', weight: 0.5, encoder: 'f'.repeat(64) });
		expect(own?.kind === 'own' && vectorOf(own.vector)).toEqual(Float32Array.from([0.25, -0.5, 1.5, 0]));
	}
});
