/** The command `search`: finds pictures of a folder by a description. */
import type { AutomatedSearch } from '../../src/app/tabs/find/automationTypes';
import { defaultInvertOptions, invertOptions } from '../../src/features/find/options';
import { command } from '../command';
import { ask, backendOf } from '../find/ask';
import { indexLibrary, libraryFlags } from '../find/library';
import { picturesIn } from '../find/pictures';
import { rankFiles } from '../find/rank';
import { sentenceOfUnknown } from '../find/unknownWords';
import { type Flags, type FlagTable, UsageError } from '../flags';
import { flagsOfOptions, optionsOf } from '../optionFlags';
import { checkOutFile } from '../outFile';
import { inStudio } from '../studio';
import { studioFlags, studioOptions } from '../studioFlags';

const ownFlags = {
	...libraryFlags,
	query: { kind: 'text', value: 'SENTENCE', required: true, help: 'What the pictures should show, in English.' },
	mode: {
		kind: 'choice',
		choices: ['joint', 'invert'],
		default: 'joint',
		help: 'joint: compares the sentence’s vector; invert: deep search for the vectors that the captioner would describe so.',
	},
	...studioFlags,
} as const satisfies FlagTable;

/**
 * Sentences for standard error about words that were left out.
 * @throws UsageError when no word is left
 */
export function remarksOn({ words, unknown, cut }: Pick<AutomatedSearch, 'words' | 'unknown' | 'cut'>): string[] {
	const sentences = unknown.map(sentenceOfUnknown);
	if (words.length === 0) {
		const advice = 'Describe the picture in plain English words.';
		throw new UsageError([...sentences, `--query contains no word that the captioner knows. ${advice}`].join('\n'));
	}
	return cut ? [...sentences, `The query is long: only its first ${words.length} known words are read.`] : sentences;
}

type OwnFlags = Flags<typeof ownFlags> & Partial<typeof defaultInvertOptions>;

/** Starts a stopwatch. @returns a function that gives the seconds since then */
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
		if (index !== undefined) checkOutFile('--index', index);
		return inStudio(studioOptions(own), async (page) => {
			const querying = stopwatch();
			const options = optionsOf(defaultInvertOptions, own);
			const found = await ask(page, 'search', { text: query, mode, options });
			for (const remark of remarksOn(found)) console.error(remark);
			const { words, unknown, cut, modelHash, steps, converged } = found;
			if (modelHash === undefined) throw new Error('The studio gave no vector for the query.');
			const querySeconds = querying();

			const indexing = stopwatch();
			const { files: indexed, embedded, unreadable } = await indexLibrary(page, files, { index, modelHash });
			const indexSeconds = indexing();

			const searching = stopwatch();
			const results = rankFiles(await ask(page, 'rank', undefined), indexed, top);
			return {
				query,
				words,
				unknown,
				cut,
				mode,
				...(steps !== undefined && { steps, converged }),
				results,
				pictures: indexed.length,
				embedded,
				unreadable,
				seconds: { query: querySeconds, index: indexSeconds, search: searching() },
				modelHash,
				backend: await backendOf(page),
			};
		});
	},
});
