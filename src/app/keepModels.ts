/** Fetches the models ahead of their first use, so that also the work done here goes on without a network. */
import { type ByteCache, createByteCache } from '../models/cache';
import { sha256 } from '../models/hash';

interface File {
	readonly path: string;
	readonly bytes: number;
	readonly sha256: string;
}

/** What is read of index.json; the loader checks it in full when it uses it. */
interface Index {
	readonly models: Readonly<Record<string, { readonly files: readonly File[] }>>;
}

const isWeights = (file: File) => file.path.endsWith('.safetensors');

/** Visitors who pay for every megabyte download a model when they use it, and not before. */
function isMetered(): boolean {
	const { connection } = navigator as Navigator & { connection?: { readonly saveData?: boolean } };
	return connection?.saveData === true;
}

async function keep(file: File, folder: string, cache: ByteCache): Promise<void> {
	if ((await cache.get(file.sha256)) !== undefined) return;
	const response = await fetch(folder + file.path);
	const bytes = new Uint8Array(await response.arrayBuffer());
	if (!response.ok || (await sha256(bytes)) !== file.sha256) throw new Error(`${file.path} did not arrive whole.`);
	await cache.put(file.sha256, bytes);
}

/**
 * One file after the other, the largest first, into the cache that the model loader reads. What cannot be fetched or kept
 * is left to the loader, which tells the visitor.
 * @param folder address of the models, with a slash at its end
 * @returns whether all weights are kept now
 */
export async function keepModels(folder = '/models/'): Promise<boolean> {
	if (isMetered()) return false;
	let whole = true;
	const fail = (): void => {
		whole = false;
	};
	const cache = createByteCache(fail);
	const response = await fetch(`${folder}index.json`).catch(() => undefined);
	if (!response?.ok) return false;
	const { models } = (await response.json()) as Index;
	const files = Object.values(models).flatMap((model) => model.files.filter(isWeights));
	for (const file of [...files].sort((a, b) => b.bytes - a.bytes)) await keep(file, folder, cache).catch(fail);
	return whole;
}
