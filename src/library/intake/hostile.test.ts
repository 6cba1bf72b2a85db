import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AtelierError } from '../../models/errors';
import { parseRecipe } from '../recipe';
import { readHeader } from './header';
import { maxPixels, type PictureTools, takePicture } from './intake';
import { hostileFiles } from './testing/hostile';

const files = hostileFiles(readFileSync('public/samples/coffee.jpg'));

/** A decoder that believes every header; e2e/hostile.spec.ts has a real one. */
function trusting(header: ReturnType<typeof readHeader>): PictureTools {
	const size = { width: header?.width ?? 0, height: header?.height ?? 0 };
	return {
		extent: async () => size,
		measure: async () => size,
		redraw: async (picture) => ({ picture, ...size }),
		turnsWebp: async () => false,
	};
}

describe('hostile files', () => {
	it('are many, and each has a name of its own', () => {
		expect(files.length).toBeGreaterThanOrEqual(250);
		expect(new Set(files.map(({ name }) => name)).size).toBe(files.length);
	});

	it.each(files)('$name is taken, or refused with a sentence', async ({ name, buffer }) => {
		const tools = trusting(readHeader(buffer));
		const outcome = await takePicture(new Blob([new Uint8Array(buffer)]), name, tools).catch((error: unknown) => error);
		if (outcome instanceof Error) {
			expect(outcome).toBeInstanceOf(AtelierError);
			expect((outcome as AtelierError).code).toMatch(/^picture-/);
			expect(outcome.message).toMatch(/^“[^\p{Cc}]{1,60}” .*\. [A-Z].*\.$|^“[^\p{Cc}]{1,60}” .*\.$/u);
			expect(outcome.message.length).toBeLessThan(400);
		} else {
			const { width, height, recipe } = outcome as Awaited<ReturnType<typeof takePicture>>;
			expect(width * height).toBeLessThanOrEqual(maxPixels);
			if (recipe !== undefined) expect(() => structuredClone(parseRecipe(recipe))).not.toThrow();
		}
	});

	it('do not change any prototype', () => expect('hostile' in {}).toBe(false));
});
