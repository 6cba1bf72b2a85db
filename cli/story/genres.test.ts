import { expect, it } from 'vitest';
import { genres } from '../../src/features/story/options';
import { UsageError } from '../flags';
import { genrePlan, genresFor } from './genres';

it('takes ids, labels and beginnings, with weights', () => {
	expect(genrePlan(['romance=2', 'Fairy tale', 'gothic-horror=0.5', 'sci'])).toEqual([
		{ id: 'romance', weight: 2 },
		{ id: 'fairy_tales', weight: 1 },
		{ id: 'gothic_horror', weight: 0.5 },
		{ id: 'science_fiction', weight: 1 },
	]);
});

it('says what it takes', () => {
	const refused = (...given: string[]) => expect(() => genrePlan(given));
	refused('western').toThrow(UsageError);
	refused('western').toThrow(/"western" is none of romance, adventure, .*"each"/);
	refused('').toThrow(/is none of/);
	refused('romance=x').toThrow(/a number of 0 or more, as in romance=2/);
	refused('romance=').toThrow(/a number of 0 or more/);
	refused('romance=-1').toThrow(/a number of 0 or more/);
	refused('romance', 'Romance=2').toThrow('--genre romance is given twice.');
	refused('each', 'romance').toThrow(/no other beside it/);
});

it('goes through the genres picture by picture, and round again', () => {
	const ids = Array.from({ length: 7 }, (_, at) => genresFor(genrePlan(['each']), at));
	expect(ids.map(([genre]) => genre?.id)).toEqual([...genres.map(({ id }) => id), 'romance']);
	const plan = genrePlan(['romance', 'mystery=3']);
	expect(genresFor(plan, 5)).toBe(plan);
});
