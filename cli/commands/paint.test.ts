import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paintOptions } from '../../src/features/paint/options';
import { kebab, parseFlags, UsageError } from '../flags';
import { jobOf, paint } from './paint';

const catalogue = [{ id: 'starry-night', title: 'The Starry Night', painter: 'Vincent van Gogh' }];
let folder: string;
let photo: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'atelier-cli-'));
	photo = join(folder, 'photo.jpg');
	await writeFile(photo, 'bytes');
});
afterAll(() => rm(folder, { recursive: true }));

const job = (...words: string[]) =>
	jobOf(
		parseFlags(paint.flags, ['--content', photo, '--out', 'x.png', ...words]) as Parameters<typeof jobOf>[0],
		catalogue,
	);

describe('the command paint', () => {
	it('makes a job of its flags', () => {
		const made = job(
			...['--style', 'The Starry Night', '--style', photo, '--style-blend', '2,1', '--size', '128', '--mask', photo],
			...['--style-layers', 'relu1_1=1,relu2_1=2', '--original-colours', '--start', 'noise'],
		);
		const file = { data: Buffer.from('bytes').toString('base64'), name: 'photo.jpg' };
		expect(made).toEqual({
			content: file,
			mask: file,
			styles: [
				{ source: { kind: 'pack', id: 'starry-night' }, weight: 2 },
				{ source: { kind: 'picture', picture: file }, weight: 1 },
			],
			options: { size: 128, styleLayers: { relu1_1: 1, relu2_1: 2 }, originalColours: true, start: 'noise' },
		});
	});

	it('has a flag for every option of Paint', () => {
		for (const name of Object.keys(paintOptions)) expect(Object.keys(paint.flags), kebab(name)).toContain(name);
	});

	it('makes a film of a clip, by the ending of its file', () => {
		const film = jobOf(
			parseFlags(paint.flags, [
				...['--content', photo, '--style', 'starry-night', '--out', 'x.webm'],
				...['--frame-rate', '24', '--temporal-weight', '9', '--size', '96'],
			]) as Parameters<typeof jobOf>[0],
			catalogue,
		);
		expect(film).toMatchObject({
			film: { ending: 'webm', options: { frameRate: 24, temporalWeight: 9 } },
			options: { size: 96 },
		});
		expect(job('--style', 'starry-night').film).toBeUndefined();
		expect(() => job('--style', 'starry-night', '--frame-rate', '24')).toThrow(/--frame-rate is for clips/);
	});

	it('refuses what does not fit together', () => {
		expect(() => job('--style', 'starry-night', '--style-blend', '1,2')).toThrow(/2 weights for 1 styles/);
		expect(() => job('--style', 'starry-night', '--style-blend', '0')).toThrow(/at least one of them above 0/);
		expect(() => job('--style', 'starry-night', '--network', photo)).toThrow(/does not fit yours/);
		expect(() => job('--style', 'starry-night', '--mask', join(folder, 'none.png'))).toThrow(UsageError);
	});

	it('checks where the painting goes before anything is opened', async () => {
		const run = (out: string) =>
			paint.run(parseFlags(paint.flags, ['--content', photo, '--style', 'starry-night', '--out', out]));
		await expect(run('painted.jpg')).rejects.toThrow(/end it in \.png/);
		await expect(run(join(folder, 'none', 'a.png'))).rejects.toThrow(/does not exist/);
	});
});
