/** What page and worker say about a network that the visitor brought. */

/** Paint's `network` for a visitor's own one starts with this. */
export const OWN_NETWORK_PREFIX = 'own:';

/** Shown where a built-in style and another network than the studio's are chosen together. */
export const PACK_NEEDS_BUILT_IN_NETWORK =
	'Built-in styles are measured with the studio’s own network and do not fit yours. Use a picture as the style, or switch back to the built-in network.';

export interface OwnNetwork {
	/** `own:` and the first digits of the hash: what PaintRequest.network takes. */
	readonly key: string;
	/** For the visitor: architecture and file name. */
	readonly title: string;
	readonly architecture: 'VGG-16' | 'VGG-19';
	/** SHA-256 of the weights as kept, hex: goes into recipes. */
	readonly hash: string;
	readonly bytes: number;
	/** Layers from shallow to deep: relu1_1, relu1_2, ... */
	readonly layers: readonly string[];
	/** The layers of Gatys' paper, to set as options when the network is chosen. */
	readonly contentLayers: Readonly<Record<string, number>>;
	readonly styleLayers: Readonly<Record<string, number>>;
}

/** An own network as it is kept, with what the model loader needs of it. */
export type Description = OwnNetwork & { readonly config: unknown };

/** Store of the database -> what it holds. */
export interface OwnNetworkStores {
	ownNetworks: Description;
	/** safetensors, fp32; by the network's key. */
	ownNetworkWeights: Blob;
}

export interface AdoptRequest {
	/** A Keras .h5 file without the classifier, or a .safetensors file with torchvision's names. */
	readonly file: Blob;
	readonly name: string;
}

export interface AdoptProgress {
	readonly type: 'reading' | 'keeping';
	/** Layers done of all layers. */
	readonly done: number;
	readonly total: number;
}

export interface AdoptResult {
	readonly network: OwnNetwork;
	/** False: the browser refused to store it, so that it lasts for this visit only. */
	readonly kept: boolean;
}

/** Whether a dropped file is meant as a network and not as a picture, judged by its name. */
export function looksLikeNetwork(name: string): boolean {
	return /\.(h5|hdf5|safetensors|keras|pth?|t7|caffemodel)$/i.test(name);
}
