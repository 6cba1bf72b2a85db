/** Clips for tests: a moving picture, and videos that cannot be painted. */
import {
	BufferTarget,
	EncodedAudioPacketSource,
	EncodedPacket,
	EncodedVideoPacketSource,
	Output,
	WebMOutputFormat,
} from 'mediabunny';
import type { TestFile } from './pictures';

const word = (value: number): number[] => [value & 255, value >> 8];

/** GIF's blocks: a length and as many bytes each, until one of length 0. */
function blocks(bytes: readonly number[]): number[] {
	const out: number[] = [];
	for (let at = 0; at < bytes.length; at += 255)
		out.push(Math.min(255, bytes.length - at), ...bytes.slice(at, at + 255));
	return [...out, 0];
}

/** A frame of 128 colours, without compression: codes stay 8 bits long as long as the table is cleared in time. */
function gifFrame(width: number, height: number, colour: (x: number, y: number) => number): number[] {
	const [clear, end] = [128, 129];
	const codes: number[] = [];
	for (let at = 0; at < width * height; at++) {
		if (at % 100 === 0) codes.push(clear);
		codes.push(colour(at % width, Math.floor(at / width)));
	}
	const tenthOfASecond = [0x21, 0xf9, 4, 0, ...word(10), 0, 0];
	return [
		...tenthOfASecond,
		0x2c,
		...word(0),
		...word(0),
		...word(width),
		...word(height),
		0,
		7,
		...blocks([...codes, end]),
	];
}

/** Waves that move to the left by two pixels a frame, ten frames a second. */
export function movingWaves(frames: number, width = 64, height = 48): TestFile {
	const palette = Array.from({ length: 128 }, (_, at) => [2 * at, 255 - 2 * at, (5 * at) % 256]);
	const all = Array.from({ length: frames }, (_, frame) =>
		gifFrame(width, height, (x, y) => Math.round(64 + 60 * Math.sin((x + 2 * frame) / 9 + y / 23) * Math.cos(y / 7))),
	);
	const head = [...Buffer.from('GIF89a'), ...word(width), ...word(height), 0xf6, 0, 0, ...palette.flat()];
	return { name: 'waves.gif', mimeType: 'image/gif', buffer: Buffer.from([...head, ...all.flat(), 0x3b]) };
}

export const brokenVideo = (): TestFile => ({
	name: 'broken.mp4',
	mimeType: 'video/mp4',
	buffer: Buffer.from('\0\0\0\x18ftypmp42 and then nothing that makes sense'),
});

async function webm(name: string, add: (output: Output) => Promise<void>): Promise<TestFile> {
	const target = new BufferTarget();
	const output = new Output({ format: new WebMOutputFormat(), target });
	await add(output);
	await output.finalize();
	return { name, mimeType: 'video/webm', buffer: Buffer.from(target.buffer as ArrayBuffer) };
}

/** A video file without pictures. */
export const soundOnly = (): Promise<TestFile> =>
	webm('sound.webm', async (output) => {
		const source = new EncodedAudioPacketSource('opus');
		output.addAudioTrack(source);
		await output.start();
		const decoderConfig = { codec: 'opus', numberOfChannels: 1, sampleRate: 48_000 };
		await source.add(new EncodedPacket(new Uint8Array([0xf8, 0xff, 0xfe]), 'key', 0, 0.02), { decoderConfig });
	});

/** Twenty minutes, in two frames. */
export const longVideo = (): Promise<TestFile> =>
	webm('long.webm', async (output) => {
		const source = new EncodedVideoPacketSource('vp8');
		output.addVideoTrack(source);
		await output.start();
		const decoderConfig = { codec: 'vp8', codedWidth: 64, codedHeight: 48 };
		for (const minutes of [0, 20]) {
			await source.add(new EncodedPacket(new Uint8Array(16), 'key', minutes * 60, 1), { decoderConfig });
		}
	});
