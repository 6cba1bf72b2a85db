import { expect, it } from 'vitest';
import { withArticles } from './articles';

it.each([
	['a orange sofa with an dog', 'an orange sofa with a dog'],
	['an man in a umbrella hat', 'a man in an umbrella hat'],
	['an unicycle beside an uniform , a uninvited guest', 'a unicycle beside a uniform , an uninvited guest'],
	['an european one , a hour later', 'a european one , an hour later'],
	['a used car and an one way street', 'a used car and a one way street'],
	['waiting for a', 'waiting for a'],
])('%j becomes %j', (said, told) => {
	expect(withArticles(said.split(' ')).join(' ')).toBe(told);
});
