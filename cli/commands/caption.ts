/** The command `caption`: captions a folder of pictures, or one picture. */
import { writeFileSync } from 'node:fs';
import type { IndexedFile } from '../../src/app/tabs/find/automationTypes';
import { type CaptionOptions, captionOptions, defaultCaptionOptions } from '../../src/features/find/options';
import { command } from '../command';
import { backendOf } from '../find/ask';
import { indexFiles } from '../find/indexFiles';
import { picturesIn } from '../find/pictures';
import { type Flags, type FlagTable, UsageError } from '../flags';
import { flagsOfOptions, optionsOf } from '../optionFlags';
import { checkOutFile } from '../outFile';
import { inStudio } from '../studio';
import { studioFlags, studioOptions } from '../studioFlags';

const ownFlags = {
	in: {
		kind: 'text',
		value: 'FOLDER|FILE',
		required: true,
		help: 'Pictures: a folder, subfolders included, or one file.',
	},
	out: {
		kind: 'text',
		value: 'FILE',
		help: 'JSON file to write: file -> [{text, logProbability, probability?}]. Without it, the JSON is printed.',
	},
	...studioFlags,
} as const satisfies FlagTable;

/** @throws UsageError for more captions than a beam search keeps */
export function captionOptionsOf(flags: Partial<CaptionOptions>): CaptionOptions {
	const options = optionsOf(defaultCaptionOptions, flags);
	const { count, beamSize, temperature } = options;
	if (temperature > 0 || count <= beamSize) return options;
	if (flags.count === undefined) return { ...options, count: beamSize };
	throw new UsageError(
		`--count ${count} asks for more captions than a beam of ${beamSize} can give. Raise --beam-size.`,
	);
}

/** Makes the JSON document: each file's captions, best first. */
export const documentOf = (files: readonly IndexedFile[]) =>
	Object.fromEntries(files.map(({ path, captions }) => [path, captions.map(({ words: _, ...caption }) => caption)]));

export const caption = command({
	summary: 'Captions pictures.',
	example: 'npm run atelier -- caption --in photos/ --out captions.json --beam-size 3 --count 1',
	flags: { ...ownFlags, ...flagsOfOptions(captionOptions) },
	async run(flags) {
		const own = flags as Flags<typeof ownFlags> & Partial<CaptionOptions>;
		const { in: place = '', out } = own;
		const options = captionOptionsOf(own);
		const files = picturesIn(place, '--in');
		if (out !== undefined) checkOutFile('--out', out);
		const began = performance.now();
		return inStudio(studioOptions(own), async (page) => {
			const { files: captioned, unreadable, modelHash } = await indexFiles(page, files, options);
			if (captioned.length === 0) throw new Error(unreadable[0]?.why);
			const document = documentOf(captioned);
			if (out === undefined) return document;
			writeFileSync(out, `${JSON.stringify(document, null, '\t')}\n`);
			return {
				out,
				captioned: captioned.length,
				unreadable,
				seconds: (performance.now() - began) / 1000,
				modelHash,
				backend: await backendOf(page),
			};
		});
	},
});
