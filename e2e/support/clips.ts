/** Clips for tests: a moving picture, and videos that cannot be painted. */
import {
	BufferTarget,
	EncodedAudioPacketSource,
	EncodedPacket,
	EncodedVideoPacketSource,
	Output,
	WebMOutputFormat,
} from 'mediabunny';
import { createGif } from '../../src/library/film/worker/gif';
import type { TestFile } from './pictures';

/** Waves that move to the left by two pixels a frame, ten frames a second. */
export function movingWaves(frames: number, width = 64, height = 48): TestFile {
	const gif = createGif();
	for (let frame = 0; frame < frames; frame++) {
		const rgba = new Uint8ClampedArray(width * height * 4);
		for (let at = 0; at < width * height; at++) {
			const [x, y] = [(at % width) + 2 * frame, Math.floor(at / width)];
			rgba.set(
				[128 + 120 * Math.sin(x / 9 + y / 23), 128 + 120 * Math.sin(y / 7), 128 + 120 * Math.cos(x / 15), 255],
				4 * at,
			);
		}
		gif.add(rgba, width, height, 100);
	}
	return { name: 'waves.gif', mimeType: 'image/gif', buffer: Buffer.from(gif.finish()) };
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
