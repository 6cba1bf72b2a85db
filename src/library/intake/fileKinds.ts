/** What a file is, judged by its name and type. */

interface Named {
	readonly name: string;
	readonly type?: string;
}

const pictureEndings = /\.(jpe?g|jfif|pjpe?g|a?png|webp|gif|bmp|avif|hei[cf])$/i;
const pictureTypes = /^image\/(jpeg|pjpeg|apng|png|webp|gif|bmp|x-ms-bmp|avif|hei[cf](-sequence)?)$/;

/** Judges by type or ending: some systems know no type for AVIF or HEIC, and some files have no ending. */
export const isPictureFile = ({ name, type = '' }: Named): boolean =>
	pictureTypes.test(type) || pictureEndings.test(name);

const videoTypes: Readonly<Record<string, string>> = {
	mp4: 'video/mp4',
	m4v: 'video/mp4',
	mov: 'video/quicktime',
	webm: 'video/webm',
	mkv: 'video/x-matroska',
};

/** The type of a video that may be readable here; undefined for other files. */
export const videoTypeOf = ({ name, type = '' }: Named): string | undefined =>
	type.startsWith('video/') ? type : videoTypes[/\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? ''];

/** Whether a path leads to something that an operating system made for itself: `.DS_Store`, an archive's `__MACOSX`. */
export const isHidden = (path: string): boolean =>
	path.split('/').some((part) => /^(\.|__MACOSX$|Thumbs\.db$|desktop\.ini$)/i.test(part));

/** Whether a file is a ZIP file, such as an exported library, by its name and type. */
export const isArchive = ({ name, type = '' }: Named): boolean =>
	/\.zip$/i.test(name) || /^application\/(x-)?zip(-compressed)?$/.test(type);
