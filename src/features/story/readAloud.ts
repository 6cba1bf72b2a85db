/** Reads a story aloud sentence by sentence, so that the page can highlight the current one. */
import { createStore, type StoreApi } from 'zustand/vanilla';

/** Speech output: the browser's, or a test's. */
export interface Speech {
	/** Speaks one sentence; resolves when it is finished or cut off. */
	say(sentence: string): Promise<void>;
	/** Stops speaking at once. */
	hush(): void;
}

/** Offsets of a sentence in the text. */
export interface Place {
	readonly from: number;
	readonly to: number;
}

export interface Reader extends StoreApi<{ readonly place: Place | undefined }> {
	/** Reads a text aloud; resolves when it is finished or stopped. */
	read(text: string): Promise<void>;
	stop(): void;
}

export function sentencesOf(text: string): readonly Place[] {
	const segments = new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text);
	return [...segments]
		.filter(({ segment }) => /[\p{L}\p{N}]/u.test(segment))
		.map(({ index, segment }) => ({ from: index, to: index + segment.trimEnd().length }));
}

export function createReader(speech: Speech): Reader {
	const store = createStore<{ readonly place: Place | undefined }>(() => ({ place: undefined }));
	let reading = 0;
	return {
		...store,
		async read(text) {
			const id = ++reading;
			speech.hush();
			for (const place of sentencesOf(text)) {
				store.setState({ place });
				await speech.say(text.slice(place.from, place.to));
				if (id !== reading) return;
			}
			store.setState({ place: undefined });
		},
		stop() {
			reading += 1;
			speech.hush();
			store.setState({ place: undefined });
		},
	};
}

/**
 * Chooses an English voice of the device itself: others would send the story to a server. Android writes `en_US` where
 * other systems write `en-US`.
 */
export function localVoice(voices: readonly SpeechSynthesisVoice[]): SpeechSynthesisVoice | undefined {
	const english = voices.filter(({ localService, lang }) => localService && /^en(?![a-z])/i.test(lang));
	return english.find((voice) => voice.default) ?? english[0];
}

/** The browser's speech output; its voices may be loaded some time after the page. */
export function browserSpeech(synthesis: SpeechSynthesis): Speech {
	return {
		say: (sentence) =>
			new Promise((resolve) => {
				const utterance = new SpeechSynthesisUtterance(sentence);
				const voice = localVoice(synthesis.getVoices());
				if (voice) utterance.voice = voice;
				utterance.onend = () => resolve();
				utterance.onerror = () => resolve();
				synthesis.speak(utterance);
			}),
		hush: () => synthesis.cancel(),
	};
}
