/** A photo that came in, or a work that was made here. */
export interface LibraryItem {
	readonly id: string;
	readonly kind: 'photo' | 'work';
	/** File name without its ending, or what the work shows. */
	readonly name: string;
	readonly width: number;
	readonly height: number;
	/** Milliseconds since 1970. */
	readonly created: number;
	/** SHA-256 of `picture`, hex. */
	readonly hash: string;
	readonly picture: Blob;
	readonly thumbnail: Blob;
	/** How a work was made: the making feature's own data, checked by it when read again. */
	readonly recipe?: unknown;
}
