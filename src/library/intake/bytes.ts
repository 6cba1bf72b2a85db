/** Reads numbers and tags from a file's bytes. Past the end, numbers are 0 and tags are shorter. */
export class Bytes {
	readonly length: number;
	private readonly view: DataView;

	constructor(readonly data: Uint8Array) {
		this.length = data.length;
		this.view = new DataView(data.buffer, data.byteOffset, data.byteLength);
	}

	u8(at: number): number {
		return this.data[at] ?? 0;
	}

	u16(at: number): number {
		return at + 2 <= this.length ? this.view.getUint16(at) : 0;
	}

	u32(at: number): number {
		return at + 4 <= this.length ? this.view.getUint32(at) : 0;
	}

	u16le(at: number): number {
		return at + 2 <= this.length ? this.view.getUint16(at, true) : 0;
	}

	u24le(at: number): number {
		return this.u16le(at) | (this.u8(at + 2) << 16);
	}

	u32le(at: number): number {
		return at + 4 <= this.length ? this.view.getUint32(at, true) : 0;
	}

	/** Reads `length` bytes as Latin-1 text. */
	tag(at: number, length = 4): string {
		return String.fromCharCode(...this.data.subarray(at, at + length));
	}

	starts(...prefix: number[]): boolean {
		return prefix.every((byte, index) => this.data[index] === byte);
	}
}
