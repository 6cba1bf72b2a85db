/** The index as a JSON file, in the shape in which the page exports its own. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { UsageError } from '../flags';
import type { EmbeddedEntry } from './embedFiles';

const picture = z.object({
	hash: z.string().regex(/^[0-9a-f]{64}$/),
	source: z.enum(['folder', 'shelf', 'sample']),
	name: z.string(),
	path: z.string(),
	width: z.number(),
	height: z.number(),
	added: z.number(),
	embedding: z
		.object({
			modelHash: z.string(),
			vector: z.array(z.number()),
			captions: z.array(z.object({ text: z.string(), words: z.array(z.string()), logProbability: z.number() })),
		})
		.optional(),
});
const indexSchema = z.object({ pictures: z.array(picture) });

/**
 * The embedded pictures of an index file; none when there is no file yet.
 * @throws UsageError when the file is there and is no index
 */
export function readIndex(file: string): EmbeddedEntry[] {
	if (!existsSync(file)) return [];
	try {
		const { pictures } = indexSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
		return pictures.flatMap(({ embedding, ...entry }) =>
			embedding === undefined
				? []
				: [{ ...entry, embedding: { ...embedding, vector: Float32Array.from(embedding.vector) } }],
		);
	} catch (cause) {
		throw new UsageError(`--index ${file} is not an index that the studio wrote. Name another file.`, { cause });
	}
}

/** Whole or not at all: a search that is stopped while it writes leaves the old index. */
export function writeIndex(file: string, entries: readonly EmbeddedEntry[]): void {
	const pictures = entries.map(({ embedding, ...entry }) => ({
		...entry,
		embedding: { ...embedding, vector: [...embedding.vector] },
	}));
	writeFileSync(`${file}.part`, JSON.stringify({ pictures }));
	renameSync(`${file}.part`, file);
}
