import { describe, expect, it } from 'vitest';
import { createReader, localVoice, sentencesOf } from './readAloud';

/** Fake speech output: each sentence ends when the test says so. */
function fakeSpeech() {
	const spoken: string[] = [];
	let end: () => void = () => {};
	return {
		spoken,
		finish: async () => {
			end();
			await Promise.resolve();
			await Promise.resolve();
		},
		say: (sentence: string) =>
			new Promise<void>((resolve) => {
				spoken.push(sentence);
				end = resolve;
			}),
		hush: () => end(),
	};
}

const text = '“You are late,” she said. He laughed!\n\nIt rained.';

describe('reading aloud', () => {
	it('speaks each sentence and reports its place', async () => {
		const speech = fakeSpeech();
		const reader = createReader(speech);
		const done = reader.read(text);
		const places: string[] = [];
		for (let at = 0; at < 3; at++) {
			const { from, to } = reader.getState().place ?? { from: 0, to: 0 };
			places.push(text.slice(from, to));
			await speech.finish();
		}
		await done;
		expect(places).toEqual(['“You are late,” she said.', 'He laughed!', 'It rained.']);
		expect(speech.spoken).toEqual(places);
		expect(reader.getState().place).toBeUndefined();
	});

	it('stops in the middle and starts again', async () => {
		const speech = fakeSpeech();
		const reader = createReader(speech);
		const first = reader.read(text);
		reader.stop();
		await first;
		expect(speech.spoken).toHaveLength(1);
		expect(reader.getState().place).toBeUndefined();
		void reader.read('Again.');
		expect(speech.spoken.at(-1)).toBe('Again.');
	});

	it('uses local voices only, English before others', () => {
		const voice = (lang: string, localService: boolean, isDefault = false) =>
			({ lang, localService, default: isDefault, name: lang }) as SpeechSynthesisVoice;
		expect(localVoice([voice('en-US', false), voice('de-DE', true)])).toBeUndefined();
		expect(localVoice([voice('en-GB', true), voice('en-US', true, true)])?.lang).toBe('en-US');
		expect(localVoice([voice('de_DE', true), voice('en_US', true)])?.lang).toBe('en_US');
		expect(localVoice([voice('enm', true)])).toBeUndefined();
		expect(localVoice([])).toBeUndefined();
	});

	it('skips sentences without words', () => expect(sentencesOf(' \n… —')).toEqual([]));
});
