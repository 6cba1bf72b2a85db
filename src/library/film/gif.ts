import { lzw } from './gifLzw';
import { choosePalette, nearest } from './palette';

/** Writes an animated, endlessly repeating GIF89a. Each frame has its own palette of 256 colours. */
export class GifWriter {
	private readonly parts: Uint8Array<ArrayBuffer>[] = [];

	/** @param width @param height in pixels, at most 65535 */
	constructor(
		private readonly width: number,
		private readonly height: number,
	) {
		this.text('GIF89a');
		this.bytes(...u16(width), ...u16(height), 0x70, 0, 0);
		this.bytes(0x21, 0xff, 11);
		this.text('NETSCAPE2.0');
		this.bytes(3, 1, ...u16(0), 0); // repeat for ever
	}

	/** @param rgba width * height * 4 bytes; transparency is ignored @param ms how long it is shown */
	add(rgba: Uint8ClampedArray, ms: number): void {
		const palette = choosePalette(rgba, 256);
		const indices = nearest(rgba, palette);
		this.bytes(0x21, 0xf9, 4, 0, ...u16(Math.round(ms / 10)), 0, 0);
		this.bytes(0x2c, ...u16(0), ...u16(0), ...u16(this.width), ...u16(this.height), 0x87);
		this.parts.push(Uint8Array.from(palette));
		this.bytes(8);
		const packed = lzw(indices, 8);
		for (let at = 0; at < packed.length; at += 255) {
			const block = packed.subarray(at, at + 255);
			this.bytes(block.length);
			this.parts.push(Uint8Array.from(block));
		}
		this.bytes(0);
	}

	finish(): Blob {
		this.bytes(0x3b);
		return new Blob(this.parts, { type: 'image/gif' });
	}

	private bytes(...values: number[]): void {
		this.parts.push(Uint8Array.from(values));
	}

	private text(letters: string): void {
		this.bytes(...Array.from(letters, (letter) => letter.charCodeAt(0)));
	}
}

const u16 = (value: number): [number, number] => [value & 255, value >>> 8];
