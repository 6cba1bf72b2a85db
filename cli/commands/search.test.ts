import { expect, it } from 'vitest';
import type { AutomatedSearch } from '../../src/app/tabs/find/automationTypes';
import { invertOptions } from '../../src/features/find/options';
import { kebab, parseFlags, UsageError } from '../flags';
import { remarksOn, search } from './search';

const unknown = [{ word: 'qq', spelling: [], meaning: [] }];
const sentence: AutomatedSearch = { words: ['a', 'dog'], unknown: [], cut: false, modelHash: 'model' };

it('has a flag for every option of a deep search', () => {
	for (const name of Object.keys(invertOptions)) expect(Object.keys(search.flags), kebab(name)).toContain(name);
});

it('mentions what is left out of the query, and nothing else', () => {
	expect(remarksOn(sentence)).toEqual([]);
	expect(remarksOn({ ...sentence, unknown })).toEqual(['The captioner does not know “qq”.']);
	expect(remarksOn({ ...sentence, cut: true })).toEqual(['The query is long: only its first 2 known words are read.']);
});

it('fails without a known word', async () => {
	expect(() => remarksOn({ ...sentence, words: [], unknown })).toThrow(UsageError);
	expect(() => remarksOn({ ...sentence, words: [], unknown })).toThrow(/“qq”.*\n--query contains no word/);
	const run = (...words: string[]) => search.run(parseFlags(search.flags, words));
	await expect(run('--library', '/nowhere', '--query', ' ')).rejects.toThrow(/--query is blank/);
	await expect(run('--library', '/nowhere', '--query', 'a dog')).rejects.toThrow('--library /nowhere does not exist');
});
