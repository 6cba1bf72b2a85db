/** For tests in Node: loads networks from public/models, as the loader would. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { combineHashes, sha256 } from '../hash';
import { readSafetensors } from '../safetensors';
import type { LoadedModel } from '../types';

const published = new URL('../../../public/models/', import.meta.url);

export const jsonOf = (url: URL): unknown => JSON.parse(readFileSync(url, 'utf8'));

/** Reads a JSON file of a network. @param path such as `stackgan/words.json` */
export const publishedJson = (path: string): unknown => jsonOf(new URL(path, published));

/** Whether these networks are in the checkout; they may still be in training. */
export const arePublished = (names: readonly string[]): boolean =>
	names.every((name) => existsSync(new URL(`${name}/`, published)) && weightFiles(name).length > 0);

/** Names of a network's weight files: one, or several shards. */
const weightFiles = (name: string): string[] =>
	readdirSync(new URL(`${name}/`, published))
		.filter((file) => file.endsWith('.safetensors'))
		.sort();

export async function loadPublished(names: readonly string[]): Promise<Record<string, LoadedModel>> {
	return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await load(name)] as const)));
}

async function load(name: string): Promise<LoadedModel> {
	const folder = new URL(`${name}/`, published);
	const shards = weightFiles(name).map((file) => new Uint8Array(readFileSync(new URL(file, folder))));
	const documents = readdirSync(folder).filter((file) => file.endsWith('.json') && file !== 'config.json');
	return {
		name,
		hash: await combineHashes(await Promise.all(shards.map((bytes) => sha256(bytes)))),
		config: jsonOf(new URL('config.json', folder)),
		documents: new Map(documents.map((file) => [file, jsonOf(new URL(file, folder))])),
		tensors: new Map(shards.flatMap((bytes) => [...readSafetensors(bytes, name)])),
	};
}
