import { expect, it } from 'vitest';
import { suggest } from './suggest';
import synonyms from './synonyms.json';

const vocabulary = ['dog', 'dig', 'dogs', 'running', 'truck', 'fire', 'snowboard', 'car', 'beach', 'happy', 'run'];
const counts = [900, 3, 200, 300, 80, 20, 40, 150, 120, 30, 90];
const about = (word: string) => suggest(word, vocabulary, counts);

it.each([
	['dgo', ['dog']],
	['doog', ['dog']],
	['sngwboarf', ['snowboard']],
	['a', []],
	['dag', ['dog', 'dig']],
	['beech', ['beach']],
	['runing', ['running']],
	['elephant', []],
])('spelling of %s', (word, spelling) => {
	expect(about(word).spelling).toEqual(spelling);
});

it.each([
	['runner', ['run', 'running']],
	['snowboarder', ['snowboard']],
	['firetruck', ['truck', 'fire']],
	['beachrunners', ['running', 'beach']],
	['automobiles', ['car']],
	['puppy', ['dog']],
	['happily', ['happy']],
	['elephant', []],
	['carnival', []],
])('meaning of %s', (word, meaning) => {
	expect(about(word).meaning).toEqual(expect.arrayContaining(meaning));
	expect(about(word).meaning.length).toBeLessThanOrEqual(3);
	if (meaning.length === 0) expect(about(word).meaning).toEqual([]);
});

it('suggests only words of the vocabulary, and is safe with names of object properties', () => {
	for (const word of [...Object.keys(synonyms), 'constructor', '__proto__', 'tostring']) {
		const { spelling, meaning } = about(word);
		for (const offered of [...spelling, ...meaning]) expect(vocabulary).toContain(offered);
	}
});

it('suggests nothing for text longer than any word', () => {
	const word = 'fire'.repeat(5000);
	expect(about(word)).toEqual({ word, spelling: [], meaning: [] });
});
