export type PictureFormat = 'png' | 'jpeg' | 'webp' | 'gif' | 'bmp' | 'avif' | 'heic';

/** What a file's first bytes tell before anything is decoded. */
export interface PictureHeader {
	readonly format: PictureFormat;
	/** Pixels as stored, before EXIF rotation; 0 where the file does not say. */
	readonly width: number;
	readonly height: number;
	readonly animated: boolean;
	/** The file ends before its picture does. */
	readonly truncated: boolean;
}
