/** Job 'encodeSentence': encodes a typed sentence as a point of the joint space, which pictures are compared with. */
import {
	type CaptionerFiles,
	captionerOnDevice,
	openCaptioner,
	SPECIAL_TOKENS,
} from '../../../networks/worker/captioner';
import { tokenise } from '../shared/tokenise';
import type { FindJobs, UnknownWord } from '../types';
import { suggest } from './words/suggest';

export const encodeSentenceJob: FindJobs['encodeSentence'] = {
	priority: 'short',
	async run({ text }, ctx) {
		const files = await openCaptioner(ctx, (event) => ctx.progress(event));
		const { words, unknown, cut } = readSentence(text, files);
		const result = {
			words,
			unknown: unknown.map((word) => withSuggestions(word, files)),
			cut,
			cutOff: files.config.searchCutOff,
			rerankWeight: files.config.rerankWeight,
			modelHash: files.modelHash,
		};
		if (words.length === 0) return result;
		const ids = words.map((word) => files.ids.get(word) as number);
		const point = captionerOnDevice(ctx, files).encodeText([ids]);
		return { ...result, vector: (await point.data()) as Float32Array };
	},
};

interface ReadSentence {
	readonly words: readonly string[];
	/** Without repetitions; words in other scripts as they were typed. */
	readonly unknown: readonly string[];
	readonly cut: boolean;
}

/** Reads as far as the network can: `maxWords` known words, and as many unknown ones. */
export function readSentence(text: string, { ids, config }: Pick<CaptionerFiles, 'ids' | 'config'>): ReadSentence {
	const words: string[] = [];
	const unknown = new Set<string>();
	for (const typed of text.split(/\s+/)) {
		const found = tokenise(typed);
		// Tokenising removes other scripts: none of their words is known, but they should still be named.
		if (found.length === 0 && /[\p{L}\p{N}]/u.test(typed))
			found.push(typed.replace(/^[\p{P}\p{S}]+|[\p{P}\p{S}]+$/gu, ''));
		for (const word of found) {
			if (words.length === config.maxWords || unknown.size === config.maxWords)
				return { words, unknown: [...unknown], cut: true };
			if (ids.has(word)) words.push(word);
			else unknown.add(word);
		}
	}
	return { words, unknown: [...unknown], cut: false };
}

function withSuggestions(word: string, { vocabulary }: CaptionerFiles): UnknownWord {
	return suggest(word, vocabulary.words.slice(SPECIAL_TOKENS), vocabulary.counts.slice(SPECIAL_TOKENS));
}
