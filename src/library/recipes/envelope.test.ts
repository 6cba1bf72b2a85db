import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { appVersion } from '../recipe';
import { envelopeOf, isRecipeOf, openRecipe, readList, readParts, text, weight } from './envelope';

describe('the envelope', () => {
	const envelope = envelopeOf('paint', 1, '2026-11-29T00:00:00.000Z');

	it('names the studio, its version and the tab, and is recognised by them', () => {
		expect(envelope).toEqual({
			app: 'Atelier',
			appVersion,
			version: 1,
			tab: 'paint',
			created: '2026-11-29T00:00:00.000Z',
		});
		const raw = { ...envelope, photo: 'x', version: 99 };
		expect(openRecipe('paint', raw, '')).toBe(raw);
	});

	it.each([null, undefined, 5, 'text', [], {}, { app: 'Other', tab: 'paint' }, { app: 'Atelier', tab: 'story' }])(
		'is not seen in %j',
		(raw) => {
			expect(isRecipeOf('paint', raw)).toBe(false);
			expect(() => openRecipe('paint', raw, 'None here.')).toThrow(
				expect.objectContaining({ code: 'recipe-invalid', message: 'None here.' }),
			);
		},
	);
});

describe('parts', () => {
	const wanted = {
		photo: { name: 'photo', schema: z.object({ hash: text }) },
		mask: { name: 'mask', schema: text },
		stages: { name: 'number of stages', schema: z.literal([1, 2]) },
	} as const;

	it('are read where they are there', () => {
		expect(readParts({ photo: { hash: 'a', more: 1 }, stages: 2, other: 3 }, wanted)).toEqual({
			parts: { photo: { hash: 'a' }, stages: 2 },
			notes: [],
		});
	});

	it('are left out with a note where they cannot be read, and cost nothing but themselves', () => {
		expect(readParts({ photo: { hash: 5 }, mask: 'm', stages: '2' }, wanted)).toEqual({
			parts: { mask: 'm' },
			notes: [
				'The recipe’s photo could not be read, so it was left out.',
				'The recipe’s number of stages could not be read, so it was left out.',
			],
		});
	});

	it('are not taken from a prototype', () => {
		const raw = Object.create({ mask: 'inherited' });
		expect(readParts(raw, wanted).parts).toEqual({});
	});
});

describe('a list', () => {
	const style = z.object({ id: text, weight });

	it('is read item by item', () => {
		const { items, notes } = readList([{ id: 'a', weight: 2 }, null, { id: 'b', weight: -1 }], 'styles', style);
		expect(items).toEqual([
			{ id: 'a', weight: 2 },
			{ id: 'b', weight: 1 },
		]);
		expect(notes).toEqual(['1 of the 3 styles in the recipe cannot be read and was left out.']);
	});

	it('is empty when it is missing, or nothing in it can be read', () => {
		expect(readList(undefined, 'styles', style)).toEqual({ items: [], notes: [] });
		for (const raw of ['a', {}, [{}]]) {
			expect(readList(raw, 'styles', style)).toEqual({
				items: [],
				notes: ['The styles in the recipe cannot be read and were left out.'],
			});
		}
	});
});
