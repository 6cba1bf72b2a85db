import { describe, expect, it } from 'vitest';
import { isBarred } from './wordFilter';

describe('the word filter', () => {
	it.each([
		...'fuck dick Shit whores nigger Squaw half-breed darkies damned heathens gypsy Rochester'
			.split(' ')
			.map((word) => ` ${word}`),
		'"Bastard',
		" negro's",
		" jap's",
		" Nemo's",
	])('bars %j', (word) => {
		expect(isBarred(word)).toBe(true);
	});

	it.each([
		...'Scunthorpe jewels arable Anna Holmesian Essex Sussex Penistone Arsène assorted Hancock peacock assassin passage class analysis document Dickens cuckoo grapes therapist Japan Matsushita title raccoons cockney snigger classic'
			.split(' ')
			.map((word) => ` ${word}`),
		" Dick's",
		' "',
		'',
		"'",
	])('lets %j pass', (word) => {
		expect(isBarred(word)).toBe(false);
	});
});
