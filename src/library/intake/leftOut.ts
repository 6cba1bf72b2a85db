/** Says which files were not taken in, and why. */
import { AtelierError } from '../../models/errors';
import { counted, number } from '../../ui/format';
import { quoted } from '../names';
import type { ListedFiles, PickedFile } from './files';

/** Kinds of files that look as if they could be opened here, each as one and as several of them. */
const kinds: readonly (readonly [endings: RegExp, one: string, many: string])[] = [
	[/\.tiff?$/i, 'TIFF', 'TIFFs'],
	[
		/\.(3fr|ar[wq]|cr[23w]|dcr|dng|erf|k25|kdc|mef|mos|mrw|nef|nrw|orf|pef|raf|raw|rw2|sr[2fw]|x3f)$/i,
		'raw photo',
		'raw photos',
	],
	[/\.svgz?$/i, 'SVG', 'SVGs'],
	[/\.(3gp|avi|m4v|mkv|mov|mp4|mpe?g|mts|webm|wmv)$/i, 'video', 'videos'],
	[/\.(ai|eps|indd|psd|psb|xcf|kra)$/i, 'layered picture', 'layered pictures'],
	[
		/\.(exr|hdr|jp2|j2k|jpf|jxl|jxr|ico|icns|tga|pcx|p[bgnp]m|qoi)$/i,
		'picture of another format',
		'pictures of other formats',
	],
	[/\.pdf$/i, 'PDF', 'PDFs'],
];
const others = [/$/, 'other file', 'other files'] as const;

const listed = new Intl.ListFormat('en', { type: 'conjunction' });

/**
 * Says what was left out and why: “Left out: 2 TIFFs and 1 video. …”
 * @param names the files' names or paths
 * @returns undefined when nothing was
 */
export function leftOutSentence(names: readonly string[]): string | undefined {
	if (names.length === 0) return undefined;
	const counts = new Map<(typeof kinds)[number], number>();
	for (const name of names) {
		const kind = kinds.find(([endings]) => endings.test(name)) ?? others;
		counts.set(kind, (counts.get(kind) ?? 0) + 1);
	}
	const order = [...kinds, others];
	const parts = [...counts]
		.sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
		.map(([[, one, many], count]) => counted(count, one, many));
	return `Left out: ${listed.format(parts)}. Only ${pictureFormats} can be opened here.`;
}

const named = 3;

/** Says which files could not be read: of many, only the first are named. @param paths two or more */
export function unreadSentence(paths: readonly string[]): string {
	const names = paths.slice(0, named).map((path) => quoted(path));
	const more = paths.length - names.length;
	const list = more > 0 ? `${names.join(', ')} and ${counted(more, 'other')}` : names.join(', ');
	return `${number(paths.length)} could not be read: ${list}.`;
}

/** The formats that can be opened, for sentences. */
export const pictureFormats = 'JPEG, PNG, WebP, GIF, BMP, AVIF and HEIC pictures';

/** @returns the pictures. @throws AtelierError `pictures-missing` when there are none, naming the place and what was left out */
export function picturesOf({ pictures, others, place }: ListedFiles): readonly PickedFile[] {
	if (pictures.length > 0) return pictures;
	const left = leftOutSentence(others.map(({ path }) => path));
	const advice = left ?? `Choose a folder or files in one of these formats: ${pictureFormats}.`;
	throw new AtelierError('pictures-missing', `No pictures found in ${place}. ${advice}`);
}
