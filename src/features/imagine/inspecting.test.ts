import { describe, expect, it } from 'vitest';
import { AtelierError } from '../../models/errors';
import { picture } from './testing/events';
import { prepared } from './testing/prepared';
import type { WordEffect } from './types';

const bird = { text: 'a red bird', seed: 3 };
const effect = (index: number): WordEffect => ({
	word: `word ${index}`,
	index,
	difference: 0.1,
	without: picture(64),
	where: new Uint8Array(4),
});

describe('what is asked about a bird', () => {
	it('is asked once, and told word by word', async () => {
		const { imagine, asked, askedFor } = prepared();
		const done = imagine.measureWordEffects(bird, 0.8, [3, 4]);
		await imagine.measureWordEffects({ ...bird }, 0.8, [3, 4]);
		const { name, request, report, resolve } = await askedFor(1);
		expect([name, request]).toEqual(['wordEffects', { text: 'a red bird', seeds: [3, 4], truncation: 0.8 }]);
		report({ type: 'effect', effect: effect(0) });
		report({ type: 'effect', effect: effect(1) });
		expect(imagine.getState().inspection?.effects?.found).toHaveLength(2);
		const effects = [effect(0), effect(1), effect(2)];
		resolve({ effects, whole: picture(64), seconds: 2 });
		await done;
		await imagine.measureWordEffects(bird, 0.8, [3, 4]);
		expect(asked).toHaveLength(1);
		expect(imagine.getState().inspection).toMatchObject({ bird, effects: { found: effects, seconds: 2 } });
	});

	it('goes with the bird: another one is asked about anew, and the old job hears no more', async () => {
		const { imagine, asked, askedFor } = prepared();
		const first = imagine.inspectBlocks(bird, 0.8);
		await askedFor(1);
		const other = { ...bird, seed: 9 };
		const second = imagine.inspectBlocks(other, 0.8);
		expect(asked[0]?.options.signal?.aborted).toBe(true);
		(await askedFor(2)).resolve({ blocks: [], seconds: 1 });
		await Promise.all([first, second]);
		expect(imagine.getState().inspection).toEqual({ bird: other, truncation: 0.8, blocks: { found: [], seconds: 1 } });
	});

	it('can be asked again after it failed, or was looked away from', async () => {
		const { imagine, askedFor } = prepared();
		const failing = imagine.inspectBlocks(bird, 0.8);
		(await askedFor(1)).reject(new AtelierError('out-of-memory', 'Close other tabs.'));
		await expect(failing).rejects.toThrow(/tabs/);
		const left = imagine.inspectBlocks(bird, 0.8);
		await askedFor(2);
		imagine.stopInspecting();
		await left;
		void imagine.inspectBlocks(bird, 0.8);
		await askedFor(3);
	});
});
