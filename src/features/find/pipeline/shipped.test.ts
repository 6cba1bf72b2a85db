/** The shipped networks against PyTorch (training/fixtures/captioner_fixture.py), through the jobs themselves. */
import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { testContext } from '../../../engine/testing/context';
import { sha256 } from '../../../models/hash';
import { readSafetensors } from '../../../models/safetensors';
import type { LoadedModel } from '../../../models/types';
import { startBackend } from '../../../nets/testing/backends';
import type { Decode } from '../../../networks/worker/decode';
import { defaultCaptionOptions } from '../options';
import type { Caption, EmbeddedPicture, EmbedProgress } from '../types';
import { createEmbedJob, type EmbedSnapshot } from './embed';
import { encodeSentenceJob } from './sentence';

interface Shipped {
	/** SHA-256 of the captioner's weights that it was made with. */
	readonly network: string;
	/** The picture: so many cells a side, each enlarged to a square. */
	readonly side: number;
	readonly cells: readonly number[];
	readonly vector: readonly number[];
	readonly search: { readonly beamSize: number; readonly lengthNormalisation: number; readonly maxLength: number };
	readonly captions: readonly Pick<Caption, 'words' | 'logProbability'>[];
	readonly sentences: readonly { readonly words: readonly string[]; readonly vector: readonly number[] }[];
}

const published = new URL('../../../../public/models/', import.meta.url);
const fixtureFile = new URL('./fixtures/captioner.json', import.meta.url);

const jsonOf = (url: URL): unknown => JSON.parse(readFileSync(url, 'utf8'));

async function load(name: string): Promise<LoadedModel> {
	const folder = new URL(`${name}/`, published);
	const bytes = new Uint8Array(readFileSync(new URL('model.safetensors', folder)));
	const vocabulary = new URL('vocab.json', folder);
	return {
		name,
		hash: await sha256(bytes),
		config: jsonOf(new URL('config.json', folder)),
		documents: new Map(existsSync(vocabulary) ? [['vocab.json', jsonOf(vocabulary)]] : []),
		tensors: readSafetensors(bytes, name),
	};
}

const closeTo = (got: Float32Array | undefined, wanted: readonly number[]) => {
	expect(got).toHaveLength(wanted.length);
	for (const [at, value] of wanted.entries()) expect(Math.abs((got?.[at] as number) - value)).toBeLessThan(1e-3);
};

// A checkout whose captioner is still being trained has nothing to compare.
describe.skipIf(!existsSync(new URL('captioner/model.safetensors', published)))('the shipped networks', () => {
	let models: Record<string, LoadedModel>;
	let shipped: Shipped;
	beforeAll(async () => {
		models = {
			perception: await load('perception'),
			recognition: await load('recognition'),
			captioner: await load('captioner'),
		};
		shipped = jsonOf(fixtureFile) as Shipped;
	});

	it('belong to the fixture: else run python -m training.fixtures.make', () => {
		expect(shipped.network).toBe(models.captioner?.hash);
	});

	it.each(['wasm', 'kernels'] as const)('embed, caption and encode on %s as in PyTorch', async (backend) => {
		await startBackend(backend);
		const enlarged =
			(size: number): Decode =>
			async () =>
				Float32Array.from({ length: size * size * 3 }, (_, at) => {
					const pixel = Math.floor(at / 3);
					const cell = (place: number) => Math.floor((place * shipped.side) / size);
					const [row, column] = [cell(Math.floor(pixel / size)), cell(pixel % size)];
					return shipped.cells[(row * shipped.side + column) * 3 + (at % 3)] as number;
				});
		const ctx = testContext<EmbedProgress, EmbedSnapshot>(models);
		const { beamSize, lengthNormalisation, maxLength } = shipped.search;
		await createEmbedJob(enlarged).run(
			{
				pictures: [{ id: 'a', picture: new Blob() }],
				captions: { ...defaultCaptionOptions, beamSize, count: beamSize, lengthNormalisation, maxLength },
			},
			ctx,
		);
		const { picture } = ctx.events.at(-1) as { picture: EmbeddedPicture };
		closeTo(picture.vector, shipped.vector);
		expect(picture.captions.map(({ words }) => words)).toEqual(shipped.captions.map(({ words }) => words));
		for (const [at, { logProbability }] of shipped.captions.entries()) {
			expect(Math.abs((picture.captions[at]?.logProbability as number) - logProbability)).toBeLessThan(5e-3);
		}
		for (const { words, vector } of shipped.sentences) {
			const encoded = await encodeSentenceJob.run({ text: words.join(' ') }, testContext<never, unknown>(models));
			expect(encoded.words).toEqual(words);
			closeTo(encoded.vector, vector);
		}
	});
});
