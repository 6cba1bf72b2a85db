/** What the listener hears. */
export interface StackGanParts {
	/** Names of the parts, then the beak, and last the bird as a whole. */
	readonly slots: readonly string[];
	readonly colours: readonly string[];
	/** Hidden units of the listener. */
	readonly hearing: number;
}

/** The sizes of StackGAN's two generators (Zhang et al. 2017), from config.json. */
export interface StackGanShape {
	/** Length of a sentence's vector. */
	readonly text: number;
	/** Length of a condition, which is sampled from the distribution that a sentence gives. */
	readonly condition: number;
	/** Length of stage I's noise vector. */
	readonly noise: number;
	/** What sentences say of a bird's parts. */
	readonly parts: StackGanParts;
	/** Bounds of the logarithm of a condition's standard deviation. */
	readonly logSigma: readonly [number, number];
	/** Negative slope of leaky ReLU. */
	readonly slope: number;
	readonly sketch: {
		/** Channels at 4 px and at each doubling of the size. */
		readonly channels: readonly number[];
		/** Side of a sketch, px. */
		readonly size: number;
	};
	readonly detail: {
		/** Channels of the downsampling path: at the sketch's size, half and a quarter of it. */
		readonly look: readonly [number, number, number];
		/** Number of residual blocks at the smallest size. */
		readonly blocks: number;
		/** Channels of the upsampling path: at half the sketch's size, its size, twice and four times that. */
		readonly channels: readonly [number, number, number, number];
		/** Side of the finished picture, px. */
		readonly size: number;
	};
}
