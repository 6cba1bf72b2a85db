/** A photo that was added, or a work that was made here. */
export interface LibraryItem {
	readonly id: string;
	readonly kind: 'photo' | 'work';
	/** File name without its ending, or what the work shows. */
	readonly name: string;
	readonly width: number;
	readonly height: number;
	/** Milliseconds since 1970. */
	readonly created: number;
	/** SHA-256 of `film`, or else of `picture`, hex. */
	readonly hash: string;
	readonly picture: Blob;
	/** A video or an animated picture, of which `picture` is a frame. */
	readonly film?: Blob;
	readonly thumbnail: Blob;
	/** The visitor's own caption. */
	readonly caption?: string;
	readonly favourite?: boolean;
	/** A work's recipe: data of the feature that made it, which checks it when reading it. */
	readonly recipe?: unknown;
}

/** What the visitor can change about an item. */
export type ItemChange = Partial<Pick<LibraryItem, 'name' | 'caption' | 'favourite'>>;
