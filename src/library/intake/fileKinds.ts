/** What a file is, judged by its name and type: whether to read it as a picture, and how to say why it was left out. */

interface Named {
	readonly name: string;
	readonly type?: string;
}

const pictureEndings = /\.(jpe?g|jfif|pjpe?g|a?png|webp|gif|bmp|avif|hei[cf])$/i;
const pictureTypes = /^image\/(jpeg|pjpeg|apng|png|webp|gif|bmp|x-ms-bmp|avif|hei[cf](-sequence)?)$/;

/** Judges by type or ending: some systems know no type for AVIF or HEIC, and some files have no ending. */
export const isPictureFile = ({ name, type = '' }: Named): boolean =>
	pictureTypes.test(type) || pictureEndings.test(name);

/** Whether a path leads to something that an operating system made for itself: `.DS_Store`, an archive's `__MACOSX`. */
export const isHidden = (path: string): boolean =>
	path.split('/').some((part) => /^(\.|__MACOSX$|Thumbs\.db$|desktop\.ini$)/i.test(part));

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
		.map(([[, one, many], count]) => `${count.toLocaleString('en')} ${count === 1 ? one : many}`);
	return `Left out: ${listed.format(parts)}. Only ${pictureFormats} can be opened here.`;
}

/** The formats that can be opened, for sentences. */
export const pictureFormats = 'JPEG, PNG, WebP, GIF, BMP, AVIF and HEIC pictures';
