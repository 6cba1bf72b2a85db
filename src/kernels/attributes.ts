/** Attributes of the kernel AtelierConvolution. */
export interface ConvolutionAttributes {
	readonly outputs: number;
	readonly slope: number;
	/** Whether each value of x stands for 2x2: enlargement, or the gradient of average pooling. */
	readonly halved: boolean;
	readonly size: readonly [height: number, width: number];
	/** Factor applied to x. */
	readonly scale: number;
}
