/** Files that somebody might send to harm the page, or that a broken disk left: about 250, the same at every run. */
import { deflateSync, gzipSync } from 'node:zlib';
import { recipeKeyword } from '../../recipe';
import {
	blackPng,
	bmpFile,
	box,
	bytesOf,
	exifOrientation,
	gifFile,
	heifFile,
	jpegFrame,
	jpegSegment,
	le32,
	type Part,
	pngChunk,
	pngFile,
	pngHeader,
	pngSignature,
	smallAvif,
	turnedWebp,
	u16,
	u32,
	webpFile,
} from './files';

export interface HostileFile {
	readonly name: string;
	readonly type: string;
	readonly buffer: Buffer;
}

const file = (name: string, ...parts: readonly Part[]): HostileFile => ({
	name,
	type: types[name.slice(name.lastIndexOf('.') + 1)] ?? '',
	buffer: bytesOf(...parts),
});

/** What a system would report for an ending, whatever the content is. */
const types: Readonly<Record<string, string>> = {
	avif: 'image/avif',
	bmp: 'image/bmp',
	gif: 'image/gif',
	heic: 'image/heic',
	jpg: 'image/jpeg',
	png: 'image/png',
	webp: 'image/webp',
};

/** A linear congruential generator. @returns a function that gives whole numbers from 0 to below its argument */
function randomNumbers(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
}

/** A sound file of each format, by its ending. @param jpeg the content of a sound JPEG, which cannot be written here */
const sound = (jpeg: Uint8Array): readonly (readonly [ending: string, content: Buffer])[] => [
	['png', blackPng(64, 48)],
	['jpg', Buffer.from(jpeg)],
	['webp', turnedWebp(6)],
	['gif', gifFile(64, 48, { width: 64, height: 48 })],
	['bmp', bmpFile(64, 48)],
	['avif', smallAvif()],
	['heic', heifFile('heic', [[64, 48]])],
];

/** Cut short at ten places. */
const cut = (ending: string, content: Buffer): HostileFile[] =>
	Array.from({ length: 10 }, (_, at) =>
		file(`cut at ${at}0 percent.${ending}`, content.subarray(0, Math.floor((content.length * at) / 10))),
	);

/** With up to 40 bytes changed, most of them in the headers. */
function changed(ending: string, content: Buffer): HostileFile[] {
	const below = randomNumbers(content.length);
	return Array.from({ length: 14 }, (_, at) => {
		const copy = Buffer.from(content);
		const reach = at % 3 === 0 ? copy.length : Math.min(copy.length, 200);
		for (let byte = 0; byte <= at * 3; byte++) copy[below(reach)] = below(256);
		return file(`changed ${at}.${ending}`, copy);
	});
}

const extremes = [0, 1, 15, 65_500, 100_000, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1];

/** Headers that declare sizes of nothing, of a line, or of gigabytes. */
const declared = (): HostileFile[] =>
	extremes.flatMap((side) => [
		file(`declares ${side}.png`, pngFile(side, side)),
		file(
			`declares a line of ${side}.png`,
			pngSignature,
			pngHeader(side, 16),
			pngChunk('IDAT', deflateSync(Buffer.alloc(99))),
			pngChunk('IEND'),
		),
		file(`declares ${side}.bmp`, bmpFile(side | 0, 16)),
		file(
			`declares ${side}.gif`,
			gifFile(side & 0xffff, side & 0xffff, { width: side & 0xffff, height: side & 0xffff }),
		),
		file(`declares ${side}.avif`, heifFile('avif', [[side, side]])),
		file(
			`declares ${side}.jpg`,
			[0xff, 0xd8],
			jpegFrame(side & 0xffff, side & 0xffff),
			jpegSegment(0xda, 1),
			[0xff, 0xd9],
		),
	]);

/** A whole AVIF whose description says another size. @param before what lies in front of its description */
function declaringAvif(width: number, height: number, before: Buffer = Buffer.alloc(0)): Buffer {
	const whole = smallAvif();
	const size = whole.indexOf('ispe');
	whole.writeUInt32BE(width, size + 8);
	whole.writeUInt32BE(height, size + 12);
	const start = whole.readUInt32BE(0);
	return bytesOf(whole.subarray(0, start), before, whole.subarray(start));
}

/** A JPEG that declares another size, with bytes in front of its frame header. */
function declaringJpeg(jpeg: Uint8Array, width: number, height: number, ...before: readonly Part[]): Buffer {
	const copy = Buffer.from(jpeg);
	let at = 2;
	while (!(copy[at] === 0xff && [0xc0, 0xc1, 0xc2].includes(copy[at + 1] as number)))
		at += 2 + copy.readUInt16BE(at + 2);
	copy.writeUInt16BE(height, at + 5);
	copy.writeUInt16BE(width, at + 7);
	return bytesOf(copy.subarray(0, at), ...before, copy.subarray(at));
}

/** Sizes hidden from a reader that is less thorough than the decoder. */
const hidden = (jpeg: Uint8Array): HostileFile[] => [
	file('hidden behind free space.avif', declaringAvif(16_000, 15_000, box('free', new Uint8Array(70_000)))),
	file(
		'hidden behind a long box.avif',
		declaringAvif(16_000, 15_000, bytesOf(u32(1), 'free', u32(0), u32(40), new Uint8Array(24))),
	),
	file('hidden behind a data byte.jpg', declaringJpeg(jpeg, 30_000, 20_000, [0xff, 0x00], u16(23))),
	file(
		'hidden behind segments.jpg',
		declaringJpeg(jpeg, 30_000, 20_000, ...Array<Buffer>(9).fill(jpegSegment(0xe1, new Uint8Array(60_000)))),
	),
	file('hidden in a frame.gif', gifFile(20, 10, { width: 60_000, height: 50_000 })),
	file('hidden in a later frame.gif', gifFile(20, 20, { width: 20, height: 20 }, { width: 60_000, height: 50_000 })),
	file(
		'hidden in its data.webp',
		webpFile([
			['VP8X', [0, 0, 0, 0, 63, 0, 0, 47, 0, 0]],
			['VP8L', [0x2f, ...le32(0xfffffff)]],
		]),
	),
	file('strip.png', blackPng(70_000, 16)),
];

const script = '<script>parent.hostile = top.hostile = hostile = true</script>';
const nothing = 'not a picture at all. ';

/** Files of other kinds under the names of pictures. */
const disguised = (): HostileFile[] => [
	file('empty.png'),
	file('one byte.png', 0x89),
	file('signature.png', pngSignature),
	file('zeros.png', new Uint8Array(4096)),
	file('text.jpg', nothing.repeat(99)),
	file('page.png', `<!doctype html>${script}`),
	file('drawing.svg', `<svg xmlns="http://www.w3.org/2000/svg" onload="hostile=true">${script}</svg>`),
	file(
		'drawing.png',
		`<svg xmlns="http://www.w3.org/2000/svg"><image href="https://elsewhere.example/a.png"/>${script}</svg>`,
	),
	file('entities.svg', `<!DOCTYPE s [<!ENTITY a "${'x'.repeat(9999)}">]><svg>${'&a;'.repeat(999)}</svg>`),
	file('paper.jpg', '%PDF-1.7\n/OpenAction << /JS (hostile = true) >>'),
	file('archive.png', [0x50, 0x4b, 3, 4], new Uint8Array(99)),
	file('packed.png', gzipSync(Buffer.alloc(1e6))),
	file('program.bmp', 'MZ', new Uint8Array(999)),
	file('starts like one.bmp', 'BM', nothing),
	file('film.heic', box('ftyp', 'isom', u32(0)), box('mdat', new Uint8Array(999))),
	file('raw.tiff', 'II', [42, 0], le32(8), new Uint8Array(99)),
	file('icon.png', [0, 0, 1, 0, 1, 0], new Uint8Array(99)),
	file('page behind a picture.png', blackPng(64, 48), script),
	file('script in a picture.gif', 'GIF89a/*', new Uint8Array(20), '*/=0;hostile=true;'),
	file('script in a comment.png', pngFile(64, 48, pngChunk('tEXt', 'Comment\0', script))),
	file(
		'exif that points into itself.webp',
		webpFile([
			['VP8L', [0x2f, 63, 0, 0, 0]],
			['EXIF', exifOrientation(6).fill(0xff, 4, 8)],
		]),
	),
	file(
		'boxes in boxes.avif',
		box('ftyp', 'avif', u32(0)),
		...Array.from({ length: 99 }, () => box('meta', box('meta', box('ispe')))),
	),
	file('endless chunks.png', pngSignature, pngHeader(64, 48), ...Array<Buffer>(9999).fill(pngChunk('tEXt', 'a\0'))),
];

const withRecipe = (name: string, ...chunks: readonly Uint8Array[]) => file(`${name}.png`, blackPng(64, 48, ...chunks));
const recipe = (name: string, text: string) =>
	withRecipe(name, pngChunk('iTXt', recipeKeyword, [0, 0, 0, 0, 0], Buffer.from(text)));
const deep = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;

/** Sound pictures with recipes that no tab wrote. */
const recipes = (): HostileFile[] => [
	...[
		'null',
		'[]',
		'7',
		'"paint"',
		'{',
		'{"tab":1}',
		`{"tab":"paint","app":"Atelier","options":${deep(50_000)}}`,
		deep(200_000),
	].map((text, at) => recipe(`recipe ${at}`, text)),
	recipe('recipe of another tab', '{"app":"Atelier","tab":"constructor"}'),
	recipe(
		'recipe with a prototype',
		'{"app":"Atelier","tab":"paint","__proto__":{"hostile":true},"constructor":{"prototype":{}}}',
	),
	recipe('recipe with a mask', '{"app":"Atelier","tab":"paint","mask":"data:image/png;base64,%%%"}'),
	recipe(
		'recipe with a page',
		JSON.stringify({ app: 'Atelier', tab: 'story', text: script, picture: { name: script, hash: 'a' } }),
	),
	recipe(
		'recipe of many settings',
		JSON.stringify({
			app: 'Atelier',
			tab: 'paint',
			options: Object.fromEntries(Array.from({ length: 3000 }, (_, at) => [`setting ${at}`, at])),
		}),
	),
	recipe(
		'recipe of extremes',
		'{"app":"Atelier","tab":"paint","options":{"size":1e308,"evaluations":-1e308,"seed":1e-308}}',
	),
	withRecipe(
		'recipe that unpacks to much',
		pngChunk('zTXt', recipeKeyword, [0, 0], deflateSync(Buffer.alloc(80e6, 97))),
	),
	withRecipe('recipe that unpacks to nothing', pngChunk('zTXt', recipeKeyword, [0, 0], [1, 2, 3])),
	withRecipe('recipe without text', pngChunk('iTXt', recipeKeyword, 0)),
];

/** Sound pictures under names that are no names. */
const named = (): HostileFile[] =>
	[
		`<img src=x onerror="hostile=true">.png`,
		`${script}.png`,
		'../../../etc/passwd.png',
		'javascript:hostile=true.png',
		'photo\u202egnp.exe.png',
		`${'long '.repeat(50)}.png`,
		'.png',
		' .png',
		'👩‍👩‍👧‍👦 Ζωή 猫 عربي.png',
		'%00%2e%2e.png',
		'{{hostile}}.png',
		'constructor.png',
	].map((name, at) => ({ name, type: 'image/png', buffer: blackPng(64 + at, 48) }));

/** @param jpeg the content of a sound JPEG */
export const hostileFiles = (jpeg: Uint8Array): readonly HostileFile[] => [
	...sound(jpeg).flatMap(([ending, content]) => [...cut(ending, content), ...changed(ending, content)]),
	...declared(),
	...hidden(jpeg),
	...disguised(),
	...recipes(),
	...named(),
];
