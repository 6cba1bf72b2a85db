import { expect, it } from 'vitest';
import { createRecent } from './recent';

const value = (name: string) => ({ name });

it('drops the least recently used values beyond its budget', () => {
	const recent = createRecent<{ name: string }>(10);
	recent.set('a', value('a'), 4);
	recent.set('b', value('b'), 4);
	expect(recent.get('a')).toEqual(value('a'));
	recent.set('c', value('c'), 4);
	expect(['a', 'b', 'c'].map((key) => recent.get(key)?.name)).toEqual(['a', undefined, 'c']);
	expect(recent.bytes).toBe(8);
});

it('does not keep a value that alone exceeds the budget, nor drops others for it', () => {
	const recent = createRecent<{ name: string }>(10);
	recent.set('a', value('a'), 6);
	recent.set('large', value('large'), 11);
	expect(recent.get('large')).toBeUndefined();
	expect(recent.get('a')).toEqual(value('a'));
});

it('counts a value that is set again once, and takes values without bytes', () => {
	const recent = createRecent<{ name: string }>(10);
	recent.set('a', value('old'), 6);
	recent.set('a', value('new'), 3);
	recent.set('empty', value('empty'), 0);
	expect(recent.get('a')).toEqual(value('new'));
	expect(recent.get('empty')).toEqual(value('empty'));
	expect(recent.bytes).toBeLessThanOrEqual(4);
});
