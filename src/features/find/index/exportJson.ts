import { plainGridOf } from '../../../networks/shared/plainGrid';
import type { IndexState } from './state';
import type { IndexEmbedding, IndexEntry } from './types';

const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;

/** What the networks saw in a picture: its vector, and the grid that the captioner attends to. */
const seen = ({ vector, grid }: IndexEmbedding) => ({
	vector: [...vector].map(rounded),
	...(grid && { grid: plainGridOf(grid) }),
});

function pictureOf(
	{ path, name, hash, width, height, caption, embedding }: IndexEntry,
	model: string | undefined,
): Record<string, unknown> {
	return {
		path,
		name,
		hash,
		width,
		height,
		...(caption && { caption }),
		captions: (embedding?.captions ?? []).map(({ text, logProbability, probability }) => ({
			text,
			logProbability: rounded(logProbability),
			...(probability === undefined ? {} : { probability: rounded(probability) }),
		})),
		...(embedding !== undefined && embedding.modelHash === model ? seen(embedding) : {}),
	};
}

/**
 * Exports the index as one JSON document: `{ model, created, pictures }`. Pictures that were embedded by other networks
 * have no vector in it, since it could not be compared with the others.
 * @param now milliseconds since 1970
 */
export function exportJson({ entries, modelHash }: Pick<IndexState, 'entries' | 'modelHash'>, now: number): Blob {
	const all = [...entries.values()];
	const model = modelHash ?? all.findLast(({ embedding }) => embedding !== undefined)?.embedding?.modelHash;
	const head = JSON.stringify({ model: model ?? null, created: new Date(now).toISOString() }).slice(0, -1);
	// One part per picture: 10,000 pictures in one string would take 25 MB.
	const parts = all.map((entry, at) => `${at === 0 ? '' : ','}\n${JSON.stringify(pictureOf(entry, model))}`);
	return new Blob([head, ',"pictures":[', ...parts, '\n]}\n'], { type: 'application/json' });
}
