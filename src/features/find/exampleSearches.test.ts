/** The example searches, and the finished search of the first screen, by the shipped networks and the sample library. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { testContext } from '../../engine/testing/context';
import { sha256 } from '../../models/hash';
import { arePublished, jsonOf, loadPublished } from '../../models/testing/published';
import { startBackend } from '../../nets/testing/backends';
import { exampleSearches } from './exampleSearches';
import { encodeSentenceJob } from './pipeline/sentence';

const publicFolder = new URL('../../../public/', import.meta.url);

/** Right answers to each, by the beginnings of their files' names. */
const answers: Readonly<Record<(typeof exampleSearches)[number], readonly string[]>> = {
	'a cat': ['tabby', 'tortoiseshell', 'grey-cat', 'chelsea'],
	'two dogs at a window': ['dogs'],
	'horses in a field': ['horses'],
	'a polar bear in the snow': ['polar-bear'],
	'a church': ['reims'],
	'flowers in a field': ['flower-bed', 'dandelions'],
	'a yellow bird with black wings': ['a-yellow-bird-with-black-wings'],
	'a rocket launch': ['rocket'],
};

/** The sample library's file names by hash. */
async function sampleNames(): Promise<Map<string, string>> {
	const names = new Map<string, string>();
	for (const folder of ['samples/', 'library/']) {
		const files = readdirSync(new URL(folder, publicFolder)).filter((file) =>
			file.endsWith(folder === 'samples/' ? '.jpg' : '.webp'),
		);
		for (const file of files) names.set(await sha256(readFileSync(new URL(folder + file, publicFolder))), file);
	}
	return names;
}

const dot = (one: readonly number[], other: Float32Array): number =>
	one.reduce((sum, value, at) => sum + value * (other[at] as number), 0);

describe.skipIf(!arePublished(['captioner']))('the sample library', () => {
	const { pictures } = jsonOf(new URL('examples/search.json', publicFolder)) as {
		pictures: readonly { hash: string; vector: readonly number[] }[];
	};

	it('is what the finished search was made from: else run npm run examples -- search', async () => {
		expect(new Set(pictures.map(({ hash }) => hash))).toEqual(new Set((await sampleNames()).keys()));
	});

	it('answers every example search rightly with its first picture', async () => {
		await startBackend('wasm');
		const [models, names] = [await loadPublished(['captioner']), await sampleNames()];
		for (const text of exampleSearches) {
			const { vector } = await encodeSentenceJob.run({ text }, testContext<never, unknown>(models));
			const scores = pictures.map(
				({ hash, vector: own }) => [dot(own, vector as Float32Array), names.get(hash)] as const,
			);
			const [[, first = ''] = []] = scores.sort(([one], [other]) => other - one);
			expect(
				answers[text].some((name) => first.startsWith(name)),
				`${text}: ${first}`,
			).toBe(true);
		}
	});
});
