/** Shared parts of the schemas of model files. The page must import this file lazily, because zod comes with it. */
import { z } from 'zod';
import { AtelierError } from './errors';

// The page's security policy forbids eval, which zod would otherwise try.
z.config({ jitless: true });

/** A relative path inside the models folder: a tampered index must not make the loader fetch from elsewhere. */
export const path = z.string().regex(/^(?!.*(?:^|\/)\.{1,2}(?:\/|$))[A-Za-z0-9][\w.-]*(?:\/[\w.-]+)*$/);
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const count = z.int().positive();

/** Checks a value against a schema. @throws AtelierError `model-invalid` naming the first invalid field */
export function check<T>(schema: z.ZodType<T>, value: unknown, file: string): T {
	const result = schema.safeParse(value);
	if (result.success) return result.data;
	const issue = result.error.issues[0];
	const where = issue?.path.length ? ` at ${issue.path.join('.')}` : '';
	throw new AtelierError(
		'model-invalid',
		`${file} does not fit this version of Atelier${where} (${issue?.message ?? 'unknown reason'}). Reload the page to update both.`,
		{ cause: result.error },
	);
}
