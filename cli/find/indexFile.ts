/** The index as a JSON file: the page's own export, read back. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { exportJson } from '../../src/features/find/index/exportJson';
import { UsageError } from '../flags';
import type { EmbeddedEntry } from './embedFiles';

const indexSchema = z.object({
	model: z.string().nullable(),
	pictures: z.array(
		z.object({
			path: z.string(),
			name: z.string(),
			hash: z.string().regex(/^[0-9a-f]{64}$/),
			width: z.number(),
			height: z.number(),
			captions: z.array(z.object({ text: z.string(), logProbability: z.number() })),
			/** Absent while the picture is not embedded. */
			vector: z.array(z.number()).optional(),
		}),
	),
});

/**
 * The pictures of an index file with vectors of these networks; none when there is no file yet, or when it is of others.
 * @throws UsageError when the file is there and is no index
 */
export function readIndex(file: string, modelHash: string): EmbeddedEntry[] {
	if (!existsSync(file)) return [];
	let found: z.infer<typeof indexSchema>;
	try {
		found = indexSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
	} catch (cause) {
		throw new UsageError(`--index ${file} is not an index that the studio wrote. Name another file.`, { cause });
	}
	if (found.model !== modelHash) return [];
	return found.pictures.flatMap(({ vector, captions, ...entry }) => {
		if (vector === undefined) return [];
		const withWords = captions.map((caption) => ({ ...caption, words: caption.text.split(' ') }));
		const embedding = { modelHash, vector: Float32Array.from(vector), captions: withWords };
		return [{ ...entry, source: 'folder' as const, added: 0, embedding }];
	});
}

/** Whole or not at all: a search that is stopped while it writes leaves the old index. */
export async function writeIndex(file: string, entries: readonly EmbeddedEntry[], modelHash: string): Promise<void> {
	const byHash = new Map(entries.map((entry) => [entry.hash, entry]));
	writeFileSync(`${file}.part`, await exportJson({ entries: byHash, modelHash }, Date.now()).text());
	renameSync(`${file}.part`, file);
}
