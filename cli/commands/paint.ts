/** Repaints a photo or a clip in a style as the Paint tab does. */
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import type { AutomatedFile } from '../../src/app/automation/types';
import type { AutomatedPaint } from '../../src/app/tabs/paint/automationTypes';
import { type ClipOptions, clipOptions } from '../../src/features/paint/clips/options';
import { type PaintOptions, paintOptions } from '../../src/features/paint/options';
import { command } from '../command';
import { type Flags, type FlagTable, kebab, UsageError } from '../flags';
import { flagsOfOptions } from '../optionFlags';
import { checkOutFile } from '../outFile';
import { inStudio } from '../studio';
import { studioFlags, studioOptions } from '../studioFlags';
import { type CatalogueEntry, readCatalogue, resolveStyle } from '../styles';

const ownFlags = {
	content: {
		kind: 'text',
		value: 'FILE',
		required: true,
		help: 'What to repaint: a photo (JPEG, PNG, WebP, GIF or AVIF), or a clip (MP4, MOV, WebM, MKV or animated GIF).',
	},
	style: {
		kind: 'text',
		value: 'TITLE|ID|FILE',
		required: true,
		repeated: true,
		help: 'A built-in style by its title or id, or a picture file.',
	},
	styleBlend: { kind: 'numbers', help: 'Blend weights of the styles, in their order; without it all weigh the same.' },
	mask: { kind: 'text', value: 'FILE', help: 'A picture: the style applies where it is white.' },
	network: {
		kind: 'text',
		value: 'FILE',
		help: "Your own VGG-16 or VGG-19, a Keras .h5 without top or torchvision's .safetensors; the styles must then be pictures.",
	},
	out: {
		kind: 'text',
		value: 'FILE',
		required: true,
		help: 'The PNG to write, with its recipe inside; of a clip, a film: .mp4, .webm or .gif.',
	},
	...studioFlags,
} as const satisfies FlagTable;

type OwnFlags = Flags<typeof ownFlags>;

function readInput(flag: string, file: string): AutomatedFile {
	try {
		return { data: readFileSync(file).toString('base64'), name: basename(file) };
	} catch (cause) {
		throw new UsageError(`${flag} ${file} cannot be read. Check the path.`, { cause });
	}
}

type Ending = NonNullable<AutomatedPaint['film']>['ending'];

/** The kind of film that a file's name asks for; undefined for a PNG. @throws UsageError for other names */
function filmEnding(out: string): Ending | undefined {
	const ending = extname(out).toLowerCase().slice(1);
	if (ending === 'png') return undefined;
	if (ending === 'mp4' || ending === 'webm' || ending === 'gif') return ending;
	throw new UsageError(`--out ${out}: a painting is a PNG, so end it in .png; a clip ends in .mp4, .webm or .gif.`);
}

/** @throws UsageError when there are not as many weights as styles, or none of them is above 0 */
function blendOf(flags: OwnFlags, styles: number): readonly number[] {
	const weights = flags.styleBlend ?? Array<number>(styles).fill(1);
	if (weights.length !== styles) {
		throw new UsageError(`--style-blend has ${weights.length} weights for ${styles} styles: give one for each.`);
	}
	if (weights.some((weight) => weight < 0) || weights.every((weight) => weight === 0)) {
		throw new UsageError('--style-blend takes weights of 0 or more, at least one of them above 0.');
	}
	return weights;
}

/**
 * The page's job for these flags, with the files read.
 * @throws UsageError for files that cannot be read, unknown styles, and an own network together with built-in styles
 */
export function jobOf(
	flags: OwnFlags & Partial<PaintOptions & ClipOptions>,
	catalogue: readonly CatalogueEntry[],
): AutomatedPaint {
	const { content, style = [], styleBlend, mask, network, out = '', backend, softwareGpu, ...given } = flags;
	const options: Record<string, unknown> = {};
	const clip: Record<string, unknown> = {};
	for (const [name, value] of Object.entries(given)) (name in clipOptions ? clip : options)[name] = value;
	const ending = filmEnding(out);
	if (ending === undefined && Object.keys(clip).length > 0) {
		throw new UsageError(`--${kebab(Object.keys(clip)[0] as string)} is for clips: end --out in .mp4, .webm or .gif.`);
	}
	const weights = blendOf({ styleBlend } as OwnFlags, style.length);
	const styles = style.map((text, at) => {
		const found = resolveStyle(text, catalogue);
		if (found.kind === 'pack' && network !== undefined) {
			throw new UsageError(
				`--style "${text}" was measured with the studio's own network and does not fit yours: give a picture file.`,
			);
		}
		const source =
			found.kind === 'pack'
				? { kind: 'pack' as const, id: found.id }
				: { kind: 'picture' as const, picture: readInput('--style', found.file) };
		return { source, weight: weights[at] ?? 1 };
	});
	return {
		content: readInput('--content', content ?? ''),
		styles,
		options,
		...(ending && { film: { ending, options: clip } }),
		...(mask === undefined ? {} : { mask: readInput('--mask', mask) }),
		...(network === undefined ? {} : { network: readInput('--network', network) }),
	};
}

export const paint = command({
	summary: 'Repaints a photo or a clip in the style of a painting.',
	example:
		'npm run atelier -- paint --content photo.jpg --style "The Starry Night" --size 256 --evaluations 100 --seed 1 --out painted.png',
	flags: { ...ownFlags, ...flagsOfOptions(paintOptions), ...flagsOfOptions(clipOptions) },
	async run(flags) {
		const own = flags as OwnFlags & Partial<PaintOptions & ClipOptions>;
		const out = own.out ?? '';
		filmEnding(out);
		checkOutFile('--out', out);
		const job = jobOf(own, readCatalogue());
		const { png, film, ...figures } = await inStudio(studioOptions(own), (page) =>
			page.evaluate(async (asked) => {
				if (window.atelier === undefined) throw new Error('The page has no automation.');
				return window.atelier.paint(asked, window.atelierProgress);
			}, job),
		);
		writeFileSync(out, Buffer.from(film ?? png, 'base64'));
		return { out, ...figures };
	},
});
