/** For tests in Node: loads networks from public/models, as the loader would. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { sha256 } from '../hash';
import { readSafetensors } from '../safetensors';
import type { LoadedModel } from '../types';

const published = new URL('../../../public/models/', import.meta.url);

export const jsonOf = (url: URL): unknown => JSON.parse(readFileSync(url, 'utf8'));

/** Whether these networks are in the checkout; they may still be in training. */
export const arePublished = (names: readonly string[]): boolean =>
	names.every((name) => existsSync(new URL(`${name}/model.safetensors`, published)));

export async function loadPublished(names: readonly string[]): Promise<Record<string, LoadedModel>> {
	return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await load(name)] as const)));
}

async function load(name: string): Promise<LoadedModel> {
	const folder = new URL(`${name}/`, published);
	const bytes = new Uint8Array(readFileSync(new URL('model.safetensors', folder)));
	const documents = readdirSync(folder).filter((file) => file.endsWith('.json') && file !== 'config.json');
	return {
		name,
		hash: await sha256(bytes),
		config: jsonOf(new URL('config.json', folder)),
		documents: new Map(documents.map((file) => [file, jsonOf(new URL(file, folder))])),
		tensors: readSafetensors(bytes, name),
	};
}
