import { describe, expect, it } from 'vitest';
import { withText } from '../png/text';
import { recipeKeyword } from '../recipe';
import { keptPixels, type PictureTools, takePicture } from './intake';

/** A PNG's frame without its checksums: enough for the header, the decoder is the test's own. */
function png(width: number, height: number, ...chunks: string[]): Uint8Array<ArrayBuffer> {
	const chunk = (type: string, content: Buffer) => {
		const length = Buffer.alloc(4);
		length.writeUInt32BE(content.length);
		return Buffer.concat([length, Buffer.from(type, 'latin1'), content, Buffer.alloc(4)]);
	};
	const size = Buffer.alloc(13);
	size.writeUInt32BE(width, 0);
	size.writeUInt32BE(height, 4);
	const two = Buffer.from([0, 0, 0, 2, 0, 0, 0, 0]);
	return new Uint8Array(
		Buffer.concat([
			Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
			chunk('IHDR', size),
			...chunks.map((type) => chunk(type, type === 'acTL' ? two : Buffer.alloc(0))),
		]),
	);
}

const whole = (width: number, height: number) => png(width, height, 'IEND');
const blob = (...parts: BlobPart[]) => new Blob(parts);

/** Decodes to the given size, or not at all; redraws into exactly half. */
function tools(size?: { width: number; height: number }): PictureTools & { decoded: number } {
	return {
		decoded: 0,
		async measure() {
			this.decoded += 1;
			if (size === undefined) throw new DOMException('The source image could not be decoded.', 'InvalidStateError');
			return size;
		},
		async redraw(picture) {
			if (size === undefined) throw new Error('not reached');
			return { picture, width: size.width / 2, height: size.height / 2 };
		},
	};
}

const refused = (file: Blob, name: string, by = tools()) =>
	takePicture(file, name, by).then(
		() => expect.unreachable('it was taken'),
		(error: unknown) => error as { code: string; message: string },
	);

describe('what is refused', () => {
	it.each([
		['picture-empty', blob(), 'nothing.jpg', /0 bytes.*Choose/],
		['picture-unreadable', blob('hello'), 'photo.jpg', /not a picture.*JPEG/],
		['picture-truncated', blob(png(30, 20, 'IDAT')), 'half.png', /cut short.*again/],
		['picture-unreadable', blob(whole(30, 20)), 'broken.png', /damaged/],
		['picture-unsupported', blob('\0\0\0\x14ftypheic\0\0\0\0mif1'), 'IMG_1.HEIC', /HEIC.*JPEG/],
	])('%s names the file and says what to do', async (code, file, name, sentence) => {
		const error = await refused(file, name);
		expect(error.code).toBe(code);
		expect(error.message).toContain(`“${name}”`);
		expect(error.message).toMatch(sentence);
	});

	it('a decompression bomb, before it is decoded', async () => {
		const by = tools({ width: 100_000, height: 100_000 });
		const error = await refused(blob(whole(100_000, 100_000)), 'bomb.png', by);
		expect(error).toMatchObject({ code: 'picture-too-large' });
		expect(error.message).toContain('100,000 × 100,000');
		expect(by.decoded).toBe(0);
	});

	it('a picture of a few pixels', async () => {
		expect(await refused(blob(whole(3, 40)), 'dot.png', tools({ width: 3, height: 40 }))).toMatchObject({
			code: 'picture-too-small',
		});
	});
});

describe('what is taken', () => {
	it('has the upright size that the decoder gives, and the type that its bytes tell', async () => {
		const taken = await takePicture(blob(whole(40, 30)), 'turned.jpg', tools({ width: 30, height: 40 }));
		expect(taken).toMatchObject({ width: 30, height: 40, notes: [], name: 'turned.jpg' });
		expect(taken.picture.type).toBe('image/png');
		expect(taken).not.toHaveProperty('recipe');
	});

	it('is made smaller above the limit, and says so', async () => {
		const size = { width: 8000, height: 5000 };
		expect(size.width * size.height).toBeGreaterThan(keptPixels);
		const taken = await takePicture(blob(whole(8000, 5000)), 'big.png', tools(size));
		expect(taken).toMatchObject({ width: 4000, height: 2500 });
		expect(taken.notes).toEqual(['“big.png” has 40 megapixels and was made smaller: 4000 × 2500.']);
	});

	it('is the first frame of an animation, and says so', async () => {
		const taken = await takePicture(blob(png(64, 64, 'acTL', 'IEND')), 'cat.png', tools({ width: 64, height: 64 }));
		expect(taken.notes).toEqual(['“cat.png” is animated: its first frame is used.']);
	});

	it('brings the recipe that lies inside', async () => {
		const painting = withText(whole(64, 64), recipeKeyword, '{"a":1}');
		const taken = await takePicture(blob(painting), 'painting.png', tools({ width: 64, height: 64 }));
		expect(taken.recipe).toBe('{"a":1}');
	});
});

describe('a signal', () => {
	it('stops between two steps, and is not taken for a damaged picture', async () => {
		const controller = new AbortController();
		const redrawn: Blob[] = [];
		const slow: PictureTools = {
			measure: async () => {
				controller.abort();
				throw new DOMException('gone', 'InvalidStateError');
			},
			redraw: async (picture) => {
				redrawn.push(picture);
				return { picture, width: 1, height: 1 };
			},
		};
		const taking = takePicture(blob(whole(30, 20)), 'a.png', slow, controller.signal);
		await expect(taking).rejects.toMatchObject({ name: 'AbortError' });
		const aborted = takePicture(blob(whole(30, 20)), 'a.png', tools({ width: 30, height: 20 }), AbortSignal.abort());
		await expect(aborted).rejects.toMatchObject({ name: 'AbortError' });
		expect(redrawn).toEqual([]);
	});
});
