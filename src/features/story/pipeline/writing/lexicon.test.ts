import { describe, expect, it } from 'vitest';
import { typicalWords } from './lexicon';

const lexicons = { romance: ['love', 'date'], mystery: ['clue', 'date'], adventure: ['sail'] };
const genre = (id: 'romance' | 'mystery', weight: number) => ({ kind: 'genre', id, weight }) as const;
const own = { kind: 'own', name: 'mine', vector: new Float32Array(2), weight: 1 } as const;

describe('the words that are typical of styles', () => {
	it('are those of the chosen genre, and not those of others', () => {
		const words = typicalWords(lexicons, [genre('romance', 2)]);
		expect(Object.fromEntries(words)).toEqual({ love: 1, date: 1, clue: -0.5, sail: -0.5 });
	});

	it('are shared by a blend', () => {
		const words = typicalWords(lexicons, [genre('romance', 3), genre('mystery', 1)]);
		expect(Object.fromEntries(words)).toEqual({ love: 0.75, date: 1, clue: 0.25, sail: -0.5 });
	});

	it('count less beside an own style, which has none', () => {
		expect(typicalWords(lexicons, [genre('romance', 1), own]).get('love')).toBe(0.5);
		expect([...typicalWords(lexicons, [own]).values()].every((weight) => weight === 0)).toBe(true);
	});
});
