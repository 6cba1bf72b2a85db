/** Sizes of StackGAN's two generators (Zhang et al. 2017), as their config.json tells them. */
export interface StackGanShape {
	/** Numbers of a sentence's vector. */
	readonly text: number;
	/** Numbers of a condition, which is drawn from what a sentence says. */
	readonly condition: number;
	/** Numbers of noise that stage I has besides. */
	readonly noise: number;
	/** Bounds of the logarithm of a condition's standard deviation. */
	readonly logSigma: readonly [number, number];
	/** Of leaky ReLU. */
	readonly slope: number;
	readonly sketch: {
		/** At 4 px and each size behind it, twice as large. */
		readonly channels: readonly number[];
		/** Side of a sketch, px. */
		readonly size: number;
	};
	readonly detail: {
		/** Of the way down: at the sketch's size, half and a quarter of it. */
		readonly look: readonly [number, number, number];
		/** Residual blocks at the bottom. */
		readonly blocks: number;
		/** Of the way up: at half the sketch's size, its size, twice and four times that. */
		readonly channels: readonly [number, number, number, number];
		/** Side of the large picture, px. */
		readonly size: number;
	};
}
