/** Reads and writes an index as a JSON file, in the format that the page exports. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { PlainEntry } from '../../src/app/tabs/find/automationTypes';
import { UsageError } from '../flags';

const indexSchema = z.object({
	model: z.string().nullable(),
	pictures: z.array(
		z.object({
			path: z.string(),
			name: z.string(),
			hash: z.string().regex(/^[0-9a-f]{64}$/),
			width: z.number(),
			height: z.number(),
			captions: z.array(z.object({ text: z.string(), logProbability: z.number(), probability: z.number().optional() })),
			/** Missing if the picture was not embedded. */
			vector: z.array(z.number()).optional(),
			/** Missing in files that earlier versions wrote. */
			grid: z.object({ side: z.int().positive(), scale: z.number(), codes: z.base64() }).optional(),
		}),
	),
});

/**
 * Reads the pictures that these networks embedded: none if the file does not exist yet, or was written with other networks.
 * @throws UsageError when the file is not an index
 */
export function readIndex(file: string, modelHash: string): PlainEntry[] {
	if (!existsSync(file)) return [];
	let found: z.infer<typeof indexSchema>;
	try {
		found = indexSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
	} catch (cause) {
		throw new UsageError(`--index ${file} is not an index written by the studio. Name another file.`, { cause });
	}
	if (found.model !== modelHash) return [];
	return found.pictures.flatMap(({ vector, grid, captions, ...entry }, at) => {
		if (vector === undefined) return [];
		const withWords = captions.map((caption) => ({ ...caption, words: caption.text.split(' ') }));
		const embedding = { modelHash, vector, ...(grid && { grid }), captions: withWords };
		return [{ ...entry, source: 'folder' as const, added: at, embedding }];
	});
}

/** Writes the file in one piece: a command that is stopped meanwhile leaves the old index. @param text as the page exports it */
export function writeIndex(file: string, text: string): void {
	writeFileSync(`${file}.part`, text);
	renameSync(`${file}.part`, file);
}
