/** The parts of gifenc 1.0.3 that are used here: the package has no types of its own. */
declare module 'gifenc' {
	export type Palette = readonly (readonly [red: number, green: number, blue: number])[];

	export interface Encoder {
		writeFrame(
			indices: Uint8Array,
			width: number,
			height: number,
			options: { palette: Palette; delay: number; repeat: number },
		): void;
		finish(): void;
		bytes(): Uint8Array<ArrayBuffer>;
	}

	export function GIFEncoder(): Encoder;
	export function quantize(
		rgba: Uint8Array | Uint8ClampedArray,
		colours: number,
		options?: { format?: 'rgb565' | 'rgb444' },
	): Palette;
}
