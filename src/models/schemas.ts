/** What the JSON files beside the weights must hold. zod lives in the worker only: never import this from the page. */
import { z } from 'zod';
import { AtelierError } from './errors';

/** Relative, inside the models folder: a tampered index must not make the loader fetch elsewhere. */
const path = z.string().regex(/^(?!.*(?:^|\/)\.{1,2}(?:\/|$))[A-Za-z0-9][\w.-]*(?:\/[\w.-]+)*$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const fileEntry = z.object({ path, bytes: z.int().nonnegative(), sha256 });
const modelEntry = z.object({ version: z.string(), files: z.array(fileEntry).min(1) });
const modelIndex = z.object({ models: z.record(z.string(), modelEntry) });

const triple = z.tuple([z.number(), z.number(), z.number()]);
const colour = z.string().regex(/^#[0-9a-f]{6}$/i);
const stylesConfig = z.object({
	architecture: z.literal('styles'),
	/** SHA-256 of the perception weights that measured the packs. */
	network: sha256,
	layers: z.array(z.string()).min(1),
	scales: z.array(z.int().positive()).min(1),
	styles: z.array(
		z.object({
			id: z.string().regex(/^[a-z0-9-]+$/),
			title: z.string().min(1),
			painter: z.string(),
			year: z.string(),
			source: z.string(),
			thumbnail: path,
			file: path,
			colourMean: triple,
			colourCovariance: z.array(z.number()).length(9),
			swatches: z.array(colour),
		}),
	),
});

export type FileEntry = z.infer<typeof fileEntry>;
export type ModelIndex = z.infer<typeof modelIndex>;
export type StylesConfig = z.infer<typeof stylesConfig>;

function check<T>(schema: z.ZodType<T>, value: unknown, file: string): T {
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

/** @throws AtelierError `model-invalid` naming the first field that is wrong (so does the one below) */
export function parseIndex(value: unknown): ModelIndex {
	return check(modelIndex, value, 'The list of models');
}

/** Of `styles/config.json`. */
export function parseStylesConfig(value: unknown): StylesConfig {
	return check(stylesConfig, value, "The styles' config.json");
}
