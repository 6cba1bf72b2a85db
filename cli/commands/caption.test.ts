import { expect, it } from 'vitest';
import { captionOptions, defaultCaptionOptions } from '../../src/features/find/options';
import { kebab, parseFlags, UsageError } from '../flags';
import { caption, captionOptionsOf, documentOf } from './caption';

const options = (...words: string[]) => captionOptionsOf(parseFlags(caption.flags, ['--in', 'photos', ...words]));

it('has a flag for every option of captions; what is not given keeps its default', () => {
	for (const name of Object.keys(captionOptions)) expect(Object.keys(caption.flags), kebab(name)).toContain(name);
	expect(options()).toEqual(defaultCaptionOptions);
	expect(options('--beam-size', '5', '--count', '4')).toEqual({ ...defaultCaptionOptions, beamSize: 5, count: 4 });
});

it('rejects more captions than the beam size, except when sampling', () => {
	expect(options('--beam-size', '1')).toMatchObject({ beamSize: 1, count: 1 });
	expect(() => options('--beam-size', '2', '--count', '3')).toThrow(UsageError);
	expect(() => options('--beam-size', '2', '--count', '3')).toThrow(/--count 3 asks for more .* a beam of 2/);
	expect(options('--beam-size', '2', '--count', '3', '--temperature', '0.7')).toMatchObject({ count: 3 });
});

it('writes file -> captions with only text and log-probability', () => {
	const captions = [
		{ text: 'a dog', words: ['a', 'dog'], logProbability: -2 },
		{ text: 'a cat', words: ['a', 'cat'], logProbability: -3 },
	];
	expect(documentOf([{ path: 'more/a.jpg', hash: 'a', captions }])).toEqual({
		'more/a.jpg': [
			{ text: 'a dog', logProbability: -2 },
			{ text: 'a cat', logProbability: -3 },
		],
	});
});

it('reports mistakes before anything is opened', async () => {
	const run = (...words: string[]) => caption.run(parseFlags(caption.flags, words));
	await expect(run('--in', '/nowhere')).rejects.toThrow('--in /nowhere does not exist. Check the path.');
	await expect(run('--in', import.meta.filename, '--out', '/nowhere/a.json')).rejects.toThrow(
		/does not exist. Make it/,
	);
});
