import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultImagineOptions, imagineOptions, mostBirds } from '../../src/features/imagine/options';
import { largestSeed } from '../../src/options/declare';
import { kebab, parseFlags, UsageError } from '../flags';
import { type ImagineFlags, planOf } from '../imagine/plan';
import { imagine } from './imagine';

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'atelier-imagine-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const plan = (...words: string[]) =>
	planOf(parseFlags(imagine.flags, ['--out', folder, '--text', 'a red bird', ...words]) as ImagineFlags);

describe('the command imagine', () => {
	it('draws as many samples of each sentence, seeds counting up', () => {
		const how = ['--samples', '2', '--best-of', '1', '--seed', '7', '--truncation', '0.5'];
		const { sheets, ...rest } = plan('--text', 'a blue bird', ...how);
		const sheet = (text: string, stem: string) => ({
			text,
			birds: [7, 8].map((seed) => ({ bird: { text, seed }, name: `${stem}-${seed}` })),
			best: 2,
		});
		expect(sheets).toEqual([sheet('a red bird', 'a-red-bird'), sheet('a blue bird', 'a-blue-bird')]);
		expect(rest).toEqual({
			texts: ['a red bird', 'a blue bird'],
			options: { samples: 2, bestOf: 1, seed: 7, truncation: 0.5 },
			stages: 2,
			out: folder,
			json: false,
		});
	});

	it('keeps the defaults of what is not given', () => {
		const { options, sheets } = plan('--stages', '1', '--json');
		expect(options).toEqual(defaultImagineOptions);
		const { samples, bestOf } = defaultImagineOptions;
		expect(sheets.map(({ birds, best }) => [birds.length, best])).toEqual([[samples * bestOf, samples]]);
		expect(plan('--stages', '1', '--json')).toMatchObject({ stages: 1, json: true });
	});

	it('has a flag for every option of Imagine', () => {
		for (const name of Object.keys(imagineOptions)) expect(Object.keys(imagine.flags), kebab(name)).toContain(name);
	});

	it('begins anew after the largest seed', () => {
		const { sheets } = plan('--seed', String(largestSeed), '--samples', '2', '--best-of', '1');
		expect(sheets[0]?.birds.map(({ bird }) => bird.seed)).toEqual([largestSeed, 0]);
	});

	it('walks from the first sentence to the other with the noise held, both ends included', () => {
		const { texts, sheets } = plan('--walk-to', 'a blue bird', '--frames', '3', '--seed', '7');
		const frame = (share: number, number: number) => ({
			bird: { text: 'a red bird', seed: 7, towards: { text: 'a blue bird', share } },
			name: `a-red-bird-7-walk-${number}`,
		});
		expect(texts).toEqual(['a red bird', 'a blue bird']);
		expect(sheets).toEqual([{ text: 'a red bird', birds: [frame(0, 1), frame(0.5, 2), frame(1, 3)] }]);
		const many = plan('--walk-to', 'a blue bird', '--samples', '2', '--frames', String(mostBirds));
		expect(many.sheets.map(({ birds }) => birds.length)).toEqual([mostBirds, mostBirds]);
		expect(many.sheets.map(({ birds }) => birds[0]?.bird.seed)).toEqual([1, 2]);
	});

	it('says what is wrong before anything is opened', () => {
		const told = (...words: string[]) => expect(() => plan(...words));
		told('--samples', '1000').toThrow('--samples takes a whole number from 1 to 16, not 1000.');
		told('--seed', '1.5').toThrow('--seed takes a whole number from 0 to 2147483647, not 1.5.');
		told('--stages', '3').toThrow('--stages takes one of 1, 2, not "3".');
		told('--text', ' ').toThrow(/^--text is blank\. Describe a bird in English/);
		told('--text', '').toThrow('--text is empty: give it a sentence.');
		told('--walk-to', ' ').toThrow(/^--walk-to is blank\. Describe a bird/);
		told('--frames', '8').toThrow(/^--frames are those of a walk\. Say with --walk-to/);
		told('--walk-to', 'a bird', '--frames', '65').toThrow('--frames takes a whole number from 2 to 64, not 65.');
	});

	it('refuses a file for a folder before anything is opened', async () => {
		const file = join(folder, 'notes.txt');
		writeFileSync(file, '');
		const run = imagine.run(parseFlags(imagine.flags, ['--text', 'a bird', '--out', file]));
		await expect(run).rejects.toThrow(UsageError);
		await expect(run).rejects.toThrow(/notes\.txt is a file\. Birds go to a folder/);
	});
});
