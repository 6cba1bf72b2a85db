/** What the JSON files beside the weights must hold. zod lives in the worker only: never import this from the page. */
import { z } from 'zod';
import { AtelierError } from './errors';

/** Relative, inside the models folder: a tampered index must not make the loader fetch elsewhere. */
export const path = z.string().regex(/^(?!.*(?:^|\/)\.{1,2}(?:\/|$))[A-Za-z0-9][\w.-]*(?:\/[\w.-]+)*$/);
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const fileEntry = z.object({ path, bytes: z.int().nonnegative(), sha256 });
const modelEntry = z.object({ version: z.string(), files: z.array(fileEntry).min(1) });
const modelIndex = z.object({ models: z.record(z.string(), modelEntry) });

export const count = z.int().positive();
export type FileEntry = z.infer<typeof fileEntry>;
export type ModelIndex = z.infer<typeof modelIndex>;

/** @throws AtelierError `model-invalid` naming the first field that is wrong */
export function check<T>(schema: z.ZodType<T>, value: unknown, file: string): T {
	const result = schema.safeParse(value);
	if (result.success) return result.data;
	const issue = result.error.issues[0];
	const where = issue?.path.length ? ` at ${issue.path.join('.')}` : '';
	throw new AtelierError(
		'model-invalid',
		`${file} does not fit this version of Atelier${where} (${issue?.message ?? 'unknown reason'}). Reload the page to get both anew.`,
		{ cause: result.error },
	);
}

/** @throws AtelierError `model-invalid` naming the first field that is wrong */
export function parseIndex(value: unknown): ModelIndex {
	return check(modelIndex, value, 'The list of models');
}
