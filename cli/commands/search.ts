/** The pictures of a folder that fit a description, by the joint space or through the decoder. */
import { fromBase64 } from '../../src/app/automation/base64';
import type { AutomatedSentence } from '../../src/app/tabs/find/automationTypes';
import { defaultInvertOptions, invertOptions } from '../../src/features/find/options';
import { command } from '../command';
import { ask, backendOf } from '../find/ask';
import { embedLibrary, libraryFlags } from '../find/library';
import { picturesIn } from '../find/pictures';
import { rank } from '../find/rank';
import { sentenceOfUnknown } from '../find/unknownWords';
import { type Flags, type FlagTable, UsageError } from '../flags';
import { flagsOfOptions, optionsOf } from '../optionFlags';
import { checkFolderOf } from '../outFile';
import { inStudio } from '../studio';
import { studioFlags, studioOptions } from '../studioFlags';

const ownFlags = {
	...libraryFlags,
	query: { kind: 'text', value: 'SENTENCE', required: true, help: 'What the pictures shall show, in English.' },
	mode: {
		kind: 'choice',
		choices: ['joint', 'invert'],
		default: 'joint',
		help: 'joint: by the vector of the sentence; invert: by the picture vectors for which the captioner would say it.',
	},
	...studioFlags,
} as const satisfies FlagTable;

/**
 * What standard error says of words that are left out.
 * @throws UsageError when no word is left
 */
export function remarksOn({ words, unknown, cut }: AutomatedSentence): string[] {
	const sentences = unknown.map(sentenceOfUnknown);
	if (words.length === 0) {
		const advice = 'Describe the picture in plain English words.';
		throw new UsageError([...sentences, `--query has no word that the captioner knows. ${advice}`].join('\n'));
	}
	return cut ? [...sentences, `The query is long: only its first ${words.length} known words are read.`] : sentences;
}

type OwnFlags = Flags<typeof ownFlags> & Partial<typeof defaultInvertOptions>;

/** Seconds since this was called. */
function stopwatch(): () => number {
	const began = performance.now();
	return () => (performance.now() - began) / 1000;
}

export const search = command({
	summary: 'Lists the pictures of a folder that fit a description.',
	example: 'npm run atelier -- search --library photos/ --query "a dog running in the snow" --mode joint --top 10',
	flags: { ...ownFlags, ...flagsOfOptions(invertOptions) },
	async run(flags) {
		const own = flags as OwnFlags;
		const { library = '', query = '', mode = ownFlags.mode.default, index, top = libraryFlags.top.default } = own;
		if (query.trim() === '') throw new UsageError('--query is blank. Describe the picture in plain English words.');
		const files = picturesIn(library, '--library');
		if (index !== undefined) checkFolderOf('--index', index);
		return inStudio(studioOptions(own), async (page) => {
			const querying = stopwatch();
			const sentence = await ask(page, 'encode', { text: query });
			for (const remark of remarksOn(sentence)) console.error(remark);
			const { words, unknown, cut, modelHash } = sentence;
			const inverted =
				mode === 'invert' ? await ask(page, 'invert', { ...optionsOf(defaultInvertOptions, own), words }) : undefined;
			const vector = new Float32Array(fromBase64(inverted?.vector ?? sentence.vector ?? '').buffer);
			const querySeconds = querying();

			const indexing = stopwatch();
			const { entries, embedded, unreadable } = await embedLibrary(page, files, { index, modelHash });
			const indexSeconds = indexing();

			const searching = stopwatch();
			const results = rank(entries, vector, top);
			return {
				query,
				words,
				unknown,
				cut,
				mode,
				...(inverted && { steps: inverted.steps, converged: inverted.converged }),
				results,
				pictures: entries.size,
				embedded,
				unreadable,
				seconds: { query: querySeconds, index: indexSeconds, search: searching() },
				modelHash,
				backend: await backendOf(page),
			};
		});
	},
});
