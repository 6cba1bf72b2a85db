import type { EncodedSentence } from '../../../features/find/types';
import { publishedModels } from '../../../networks/catalogue';
import { fetchExample } from '../../exampleFiles';
import { studio } from './studio';

/** The search as `scripts/examples.ts` writes it. */
interface ExampleSearch {
	readonly text: string;
	/** SHA-256 of the captioner's weights. */
	readonly weights: string;
	readonly sentence: Omit<EncodedSentence, 'vector'> & { readonly vector: readonly number[] };
	readonly pictures: readonly {
		readonly hash: string;
		readonly vector: readonly number[];
		readonly captions: readonly { readonly text: string; readonly logProbability: number }[];
	}[];
}

const isCurrent = async (weights: string): Promise<boolean> =>
	(await publishedModels.hash('captioner').catch(() => undefined)) === weights;

/** Adds the sample library with its captions, and shows the answers to a search. */
export async function open(): Promise<void> {
	const { text, weights, sentence, pictures } = JSON.parse(
		await (await fetchExample('search.json')).text(),
	) as ExampleSearch;
	const { index, intake, find } = studio;
	studio.open();
	if (!(await isCurrent(weights))) {
		// Vectors of other networks cannot be compared: the networks of today look at the pictures themselves.
		intake.addSamples();
		return find.setText(text);
	}
	const { modelHash } = sentence;
	await index.opened;
	await index.expect(
		new Map(
			pictures.map(({ hash, vector, captions }) => [
				hash,
				{
					modelHash,
					vector: Float32Array.from(vector),
					captions: captions.map((caption) => ({ ...caption, words: caption.text.split(' ') })),
				},
			]),
		),
	);
	intake.addSamples();
	find.showAnswers(text, { ...sentence, vector: Float32Array.from(sentence.vector) });
}
