/** Serves tiny networks with made-up weights in place of the published ones. */
import { createHash } from 'node:crypto';
import type { Page } from '@playwright/test';
import type { ModelIndex } from '../../src/models/modelIndex';
import { encodeSafetensors, float32 } from '../../src/models/testing/safetensors';
import type { LoadedModel } from '../../src/models/types';
import { tinyModels } from '../../src/networks/testing/captioner';

const END = 2;

function tensorsOf({ name, tensors }: LoadedModel) {
	const all = [...tensors].map(([key, { shape, data }]) => {
		const values = Array.from(data);
		// Else random captions are as short as can be.
		if (name === 'captioner' && key === 'decoder.wordBias') values[END] = -3;
		return [key, float32(shape, values)] as const;
	});
	return encodeSafetensors(Object.fromEntries(all));
}

/** Makes the files of the models, each naming its partners by the hashes of their weights. */
function filesOf(models: Readonly<Record<string, LoadedModel>>) {
	const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
	const files = new Map<string, Uint8Array>();
	const hashes: Record<string, string> = {};
	const index: ModelIndex = { models: {} };
	for (const [name, model] of Object.entries(models)) {
		const weights = tensorsOf(model);
		const config = { ...(model.config as object), ...hashes };
		const named: [string, Uint8Array][] = [
			['config.json', Buffer.from(JSON.stringify(config))],
			...[...(model.documents ?? [])].map(([file, content]): [string, Uint8Array] => [
				file,
				Buffer.from(JSON.stringify(content)),
			]),
			['model.safetensors', weights],
		];
		hashes[name] = hash(weights);
		const entries = named.map(([file, bytes]) => ({
			path: `${name}/${file}`,
			bytes: bytes.length,
			sha256: hash(bytes),
		}));
		index.models[name] = { version: '2', files: entries };
		for (const [file, bytes] of named) files.set(`${name}/${file}`, bytes);
	}
	files.set('index.json', Buffer.from(JSON.stringify(index)));
	return files;
}

export async function serveTinyNetworks(page: Page): Promise<void> {
	const files = filesOf(tinyModels);
	await page.route('**/models/**', async (route) => {
		const path = new URL(route.request().url()).pathname.split('/models/')[1] ?? '';
		const bytes = files.get(path);
		if (bytes === undefined) await route.fulfill({ status: 404 });
		else await route.fulfill({ body: Buffer.from(bytes) });
	});
}
