import { afterEach, describe, expect, it, vi } from 'vitest';
import { withText } from '../png/text';
import { recipeKeyword } from '../recipe';
import { type Extent, keptPixels, keptSide, type PictureTools, type RedrawOptions, takePicture } from './intake';
import { blackPng, bytesOf, heifFile, pngChunk, pngFile, turnedWebp, u32 } from './testing/files';

const blob = (...parts: (string | Uint8Array)[]) => new Blob(parts as BlobPart[]);
const whole = (width: number, height: number) => pngFile(width, height);

interface FakeTools extends PictureTools {
	decoded: number;
	redrawn: RedrawOptions[];
}

/** Decodes to the given size, or not at all; redraws into exactly half. */
function tools(size?: Extent, { extent = size, turns = true }: { extent?: Extent; turns?: boolean } = {}): FakeTools {
	const refusal = () => new DOMException('The source image could not be decoded.', 'InvalidStateError');
	const fake: FakeTools = {
		decoded: 0,
		redrawn: [],
		async extent() {
			if (extent === undefined) throw refusal();
			return extent;
		},
		async measure() {
			fake.decoded += 1;
			if (size === undefined) throw refusal();
			return size;
		},
		async redraw(picture, options) {
			fake.redrawn.push(options);
			if (size === undefined) throw new Error('not reached');
			return { picture, width: size.width / 2, height: size.height / 2 };
		},
		turnsWebp: async () => turns,
	};
	return fake;
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
		['picture-truncated', blob(blackPng(30, 20).subarray(0, -20)), 'half.png', /cut short.*again/],
		['picture-unreadable', blob(whole(30, 20)), 'broken.png', /damaged/],
		['picture-unsupported', blob(heifFile('heic', [[64, 64]])), 'IMG_1.HEIC', /HEIC.*JPEG/],
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

	it('one that hides its size from our reading, by the size that the decoder reads, before it is decoded', async () => {
		const by = tools({ width: 30, height: 20 }, { extent: { width: 16_000, height: 15_000 } });
		const error = await refused(blob(whole(30, 20)), 'hidden.png', by);
		expect(error).toMatchObject({ code: 'picture-too-large' });
		expect(error.message).toContain('16,000 × 15,000');
		expect(by.decoded).toBe(0);
	});

	it('a film or a disk image, from its first bytes', async () => {
		const film = blob(bytesOf(u32(20), 'ftypisom'), new Uint8Array(9000));
		const read: number[] = [];
		const slice = film.slice.bind(film);
		film.slice = (from, to) => {
			read.push(to ?? film.size);
			return slice(from, to);
		};
		film.arrayBuffer = () => Promise.reject(new Error('read whole'));
		expect(await refused(film, 'film.mp4')).toMatchObject({ code: 'picture-unreadable' });
		expect(read).toEqual([4096]);
	});

	it('a file of hundreds of megabytes, unread', async () => {
		const large = blob(whole(30, 20));
		Object.defineProperty(large, 'size', { value: 2e9 });
		const error = await refused(large, 'scan.png');
		expect(error).toMatchObject({ code: 'picture-too-large' });
		expect(error.message).toMatch(/2\.0 GB, more than the 300 MB/);
	});

	it.each([
		['NotFoundError', /no longer there/],
		['NotReadableError', /could not be read/],
	])('a file that cannot be read: %s', async (name, sentence) => {
		const gone = blob(whole(30, 20));
		const reject = () => Promise.reject(new DOMException('A requested file or directory could not be found', name));
		gone.slice = () => Object.assign(new Blob(), { arrayBuffer: reject });
		const error = await refused(gone, 'gone.png');
		expect(error).toMatchObject({ code: 'picture-unreadable' });
		expect(error.message).toMatch(sentence);
	});

	it('a picture that is too long and narrow to be drawn', async () => {
		const error = await refused(blob(whole(70_000, 16)), 'strip.png', tools({ width: 70_000, height: 16 }));
		expect(error).toMatchObject({ code: 'picture-too-large' });
		expect(error.message).toMatch(/70,000 × 16 pixels.*Cut/);
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

	it('is made smaller if it is longer than a canvas may be', async () => {
		const by = tools({ width: 40_000, height: 200 });
		const taken = await takePicture(blob(whole(40_000, 200)), 'panorama.png', by);
		expect(by.redrawn).toEqual([{ pixels: keptPixels, side: keptSide, orientation: 1 }]);
		expect(taken.notes).toEqual([expect.stringContaining('was made smaller')]);
	});

	it('is turned upright where the browser does not do it', async () => {
		const size = { width: 40, height: 20 };
		const left = tools(size, { turns: false });
		const taken = await takePicture(blob(turnedWebp(6)), 'phone.webp', left);
		expect(left.redrawn).toEqual([expect.objectContaining({ orientation: 6 })]);
		expect(taken.notes).toEqual([]);
		const turned = tools(size, { turns: true });
		await takePicture(blob(turnedWebp(6)), 'phone.webp', turned);
		expect(turned.redrawn).toEqual([]);
	});

	it('is the first frame of an animation, and says so', async () => {
		const frames = pngFile(64, 64, pngChunk('acTL', u32(2), u32(0)));
		const taken = await takePicture(blob(frames), 'cat.png', tools({ width: 64, height: 64 }));
		expect(taken.notes).toEqual([
			'“cat.png” is animated: Paint can paint all of it, elsewhere its first frame is used.',
		]);
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
			...tools({ width: 30, height: 20 }),
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

describe('a decoder that never answers', () => {
	afterEach(() => vi.useRealTimers());

	it('is not waited for longer than a minute', async () => {
		vi.useFakeTimers();
		const asked: (() => void)[] = [];
		const stuck = { ...tools({ width: 30, height: 20 }), measure: () => new Promise<Extent>(() => asked.pop()?.()) };
		const begun = new Promise<void>((resolve) => asked.push(resolve));
		const refusal = refused(blob(whole(30, 20)), 'endless.png', stuck as FakeTools);
		await begun;
		await vi.advanceTimersByTimeAsync(60_000);
		expect((await refusal).message).toMatch(/takes too long to open/);
	});
});
