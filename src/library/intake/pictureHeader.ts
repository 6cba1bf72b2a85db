export type PictureFormat = 'png' | 'jpeg' | 'webp' | 'gif' | 'bmp' | 'avif' | 'heic';

/** What a file's first bytes say before anything is decoded. */
export interface PictureHeader {
	readonly format: PictureFormat;
	/** Size in pixels as stored, before EXIF orientation; 0 if the file does not say. */
	readonly width: number;
	readonly height: number;
	readonly animated: boolean;
	/** Whether the file ends before its picture does. */
	readonly truncated: boolean;
	/** EXIF orientation of a WebP, 1 to 8, which not every browser applies. Browsers apply that of other formats. */
	readonly orientation?: number;
}
