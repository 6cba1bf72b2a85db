import { openAsBlob, rmSync, statSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	layersOf,
	madeValues,
	spreadOf,
	torchvisionFile,
	writeKerasFile,
} from '../../../../e2e/support/ownNetworkFiles';
import type { JobContext } from '../../../engine/protocol';
import { parseVggConfig } from '../../../nets/vggConfig';
import { recogniseNetwork } from '../../../networks/own/worker/recognise';
import { fakeDatabase, refused } from '../../../storage/testing/fakeStorage';
import { ownNetworkStores } from './shared/stores';
import type { AdoptProgress, OwnNetworkStores } from './shared/types';
import { ownNetworkJobs } from './worker/adopt';

const refusing = fakeDatabase<OwnNetworkStores>(ownNetworkStores, { open: refused });
const { adoptNetwork, ownModels } = ownNetworkJobs(refusing.database);

let folder: string;
let keras19: Blob;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'atelier-vgg-'));
	await writeKerasFile(join(folder, 'vgg19.h5'), 'vgg19');
	keras19 = await openAsBlob(join(folder, 'vgg19.h5'));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

const noLayer = async () => {};

function context(events: AdoptProgress[] = []): JobContext<AdoptProgress> {
	return {
		signal: new AbortController().signal,
		backend: { name: 'cpu', reason: 'test' },
		finishing: false,
		progress: (event) => events.push(event),
		deliver: (event) => events.push(event),
		snapshot: () => {},
		yieldTurn: noLayer,
		resident: (_key, create) => create(),
		model: async () => {
			throw new Error('asks for no other model');
		},
	};
}

describe('a Keras VGG-19 of the true size', () => {
	it('has the size of the published file within its header', () => {
		expect(Math.abs(statSync(join(folder, 'vgg19.h5')).size - 80_134_624)).toBeLessThan(30_000);
	});

	it('is read whole, each kernel turned from [3, 3, inputs, outputs] to [outputs, inputs, 3, 3]', async () => {
		const { layout, origin, read } = await recogniseNetwork(keras19);
		expect([layout.architecture, origin]).toEqual(['VGG-19', 'keras']);
		const tensors = await read(noLayer);
		expect(tensors.size).toBe(32);
		for (const [index, layer] of layersOf('VGG-19').entries()) {
			const { inputs, outputs } = layer;
			const weight = tensors.get(`${layer.name}.weight`);
			expect(weight?.shape).toEqual([outputs, inputs, 3, 3]);
			const source = madeValues(9 * inputs * outputs, index, spreadOf(layer));
			let wrong = 0;
			for (let at = 0; at < source.length; at += 61) {
				const [o, i, position] = [Math.floor(at / (9 * inputs)), Math.floor(at / 9) % inputs, at % 9];
				if (weight?.data[at] !== source[(position * inputs + i) * outputs + o]) wrong++;
			}
			expect(wrong, layer.name).toBe(0);
			expect(tensors.get(`${layer.name}.bias`)?.data).toEqual(madeValues(outputs, index + 100, 0.1));
		}
	});

	it('becomes a model with Keras’ preparation and the seeds’ layer names, kept for the visit where storage is refused', async () => {
		const events: AdoptProgress[] = [];
		const { network, kept } = await adoptNetwork.run({ file: keras19, name: 'vgg19.h5' }, context(events));
		expect(kept).toBe(false);
		expect(network).toMatchObject({ title: 'VGG-19 (vgg19.h5)', contentLayers: { relu4_2: 1 } });
		expect(network.key).toBe(`own:${network.hash.slice(0, 16)}`);
		expect(network.layers).toEqual(layersOf('VGG-19').map((layer) => layer.name.replace('conv', 'relu')));
		expect(events.map((event) => event.done)).toEqual(Array.from({ length: 17 }, (_, done) => done));
		const model = await ownModels(network.key, {});
		expect(parseVggConfig(model.config)).toMatchObject({
			scale: 255,
			channelOrder: 'bgr',
			mean: [103.939, 116.779, 123.68],
			std: [1, 1, 1],
		});
		expect(model.hash).toBe(network.hash);
		expect(model.tensors.get('conv5_4.weight')?.shape).toEqual([512, 512, 3, 3]);
	});

	it.each([0.3, 0.9, 0.9999])('cut short to %f of its length is called damaged', async (share) => {
		const cut = keras19.slice(0, Math.floor(keras19.size * share));
		const reading = recogniseNetwork(cut).then(({ read }) => read(noLayer));
		await expect(reading).rejects.toMatchObject({ code: 'model-damaged' });
	});

	it('stops at the next layer when it is cancelled', async () => {
		const stop = new DOMException('stopped', 'AbortError');
		const ctx = { ...context(), yieldTurn: async () => Promise.reject(stop) };
		await expect(adoptNetwork.run({ file: keras19, name: 'x' }, ctx)).rejects.toBe(stop);
	});
});

it('reads VGG-16 from Keras', async () => {
	await writeKerasFile(join(folder, 'vgg16.h5'), 'vgg16');
	const { layout, read } = await recogniseNetwork(await openAsBlob(join(folder, 'vgg16.h5')));
	expect(layout.architecture).toBe('VGG-16');
	expect((await read(noLayer)).get('conv5_3.weight')?.shape).toEqual([512, 512, 3, 3]);
}, 60_000);

describe('a safetensors file with torchvision’s names', () => {
	it.each(['VGG-16', 'VGG-19'] as const)(
		'of %s is read as it lies, with torchvision’s preparation',
		async (architecture) => {
			const { layout, read } = await recogniseNetwork(new Blob([torchvisionFile(architecture)]));
			expect(layout.architecture).toBe(architecture);
			const tensors = await read(noLayer);
			for (const [index, layer] of layersOf(architecture).entries()) {
				const expected = madeValues(9 * layer.inputs * layer.outputs, index, spreadOf(layer));
				expect(
					tensors.get(`${layer.name}.weight`)?.data.every((value, at) => value === expected[at]),
					layer.name,
				).toBe(true);
			}
			const { network } = await adoptNetwork.run(
				{ file: new Blob([torchvisionFile(architecture)]), name: 'a' },
				context(),
			);
			expect((await ownModels(network.key, {})).config).toMatchObject({
				mean: [0.485, 0.456, 0.406],
				std: [0.229, 0.224, 0.225],
			});
		},
	);

	it('may hold half floats', async () => {
		const { read } = await recogniseNetwork(new Blob([torchvisionFile('VGG-16', 'F16')]));
		const bias = (await read(noLayer)).get('conv1_1.bias')?.data;
		const exact = madeValues(64, 100, 0.1);
		expect(bias?.every((value, at) => Math.abs(value - (exact[at] as number)) < 1e-4)).toBe(true);
	});

	it('cut short is called damaged', async () => {
		const file = torchvisionFile('VGG-16');
		await expect(recogniseNetwork(new Blob([file.subarray(0, file.length - 4000 - 10)]))).rejects.toMatchObject({
			code: 'model-damaged',
		});
	});
});

describe('other files are refused with what to do instead', () => {
	const tiny = (tensors: Record<string, number[]>) => {
		let place = 0;
		const header = Object.fromEntries(
			Object.entries(tensors).map(([name, shape]) => {
				const bytes = 4 * shape.reduce((a, b) => a * b, 1);
				const entry = { dtype: 'F32', shape, data_offsets: [place, place + bytes] };
				place += bytes;
				return [name, entry];
			}),
		);
		const json = new TextEncoder().encode(JSON.stringify(header));
		const start = new Uint8Array(8);
		new DataView(start.buffer).setBigUint64(0, BigInt(json.length), true);
		return new Blob([start, json, new Uint8Array(place)]);
	};

	it.each([
		['nothing', new Blob([]), 'model-damaged', /empty/],
		['a picture', new Blob(['\x89PNG\r\n\x1a\n and more']), 'network-unsupported', /notop\.h5/],
		['a PyTorch checkpoint', new Blob(['PK\x03\x04 archive/data.pkl']), 'network-unsupported', /save_file/],
		[
			'another network',
			tiny({ 'layer1.0.conv1.weight': [4, 3, 3, 3] }),
			'network-unsupported',
			/does not contain a VGG/,
		],
		[
			'half a VGG',
			tiny({ 'features.0.weight': [64, 3, 3, 3], 'features.0.bias': [64] }),
			'network-unsupported',
			/lacks the layer features\.2/,
		],
		[
			'VGG with batch normalisation',
			tiny({ 'features.0.weight': [64, 3, 3, 3], 'features.1.weight': [64] }),
			'network-unsupported',
			/batch normalisation/,
		],
	] as const)('%s', async (_name, file, code, message) => {
		const refusal = await recogniseNetwork(file).catch((error: unknown) => error);
		expect(refusal).toMatchObject({ code, message: expect.stringMatching(message) });
	});

	it('a VGG of another width, naming the tensor and both shapes', async () => {
		const path = join(folder, 'wide.h5');
		await writeKerasFile(path, 'vgg16-narrow');
		const refusal = await recogniseNetwork(await openAsBlob(path)).catch((error: unknown) => error);
		expect(refusal).toMatchObject({
			code: 'network-unsupported',
			message: expect.stringContaining(
				'block5_conv3.weight has the shape 500 × 512 × 3 × 3, where VGG-16 has 512 × 512 × 3 × 3',
			),
		});
	}, 60_000);

	it('weights that are not numbers', async () => {
		const file = torchvisionFile('VGG-16');
		const start = 8 + Number(new DataView(file.buffer).getBigUint64(0, true));
		file.set([0, 0, 0xc0, 0x7f], start + 40);
		const { read } = await recogniseNetwork(new Blob([file]));
		await expect(read(noLayer)).rejects.toMatchObject({
			code: 'model-damaged',
			message: expect.stringContaining('features.0.weight'),
		});
	});

	it('a network that is not kept any longer', async () => {
		await expect(ownModels('own:0000', {})).rejects.toMatchObject({ code: 'model-missing' });
	});
});
