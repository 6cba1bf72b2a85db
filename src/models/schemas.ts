/** What the schemas of model files have in common. The page imports zod lazily only: never statically from here. */
import { z } from 'zod';
import { AtelierError } from './errors';

// The page's security policy forbids eval, and zod would try it at its first object.
z.config({ jitless: true });

/** Relative, inside the models folder: a tampered index must not make the loader fetch elsewhere. */
export const path = z.string().regex(/^(?!.*(?:^|\/)\.{1,2}(?:\/|$))[A-Za-z0-9][\w.-]*(?:\/[\w.-]+)*$/);
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const count = z.int().positive();

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
