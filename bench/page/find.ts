/** The page of Find's bench: times the studio's engine and worker as a visitor would wait for them. */

import { alternate, median } from '../../src/app/bench/rounds';
import type { BackendName, Engine } from '../../src/engine/protocol';
import { search } from '../../src/features/find/index/search';
import type { IndexEntry } from '../../src/features/find/index/types';
import { createVectorTable } from '../../src/features/find/index/vectorTable';
import type { CaptionOptions } from '../../src/features/find/options';
import { defaultCaptionOptions, defaultInvertOptions } from '../../src/features/find/options';
import { RERANKED } from '../../src/features/find/reranking';
import type { EncodedSentence, FindJobs, PictureInput } from '../../src/features/find/types';
import { fetchSample, samples } from '../../src/library/samples';
import { fromBase64 } from '../../src/models/base64';
import { studioEngine } from './engine';
import type { CaptionTimes, FindBench, IndexTimes, InvertTimes, QueryTimes } from './findQuestions';
import { indexAll } from './indexing';
import { syntheticPicture } from './synthetic';

const sentences = [
	'a dog running in the snow',
	'two children playing on a beach',
	'a man in a red shirt climbing a rock',
	'people sitting around a table outside',
	'a woman riding a bicycle on the street',
];

let engine: Engine<FindJobs>;
let modelHash = '';
const added: File[] = [];

async function start(backend: BackendName) {
	engine = studioEngine<FindJobs>(backend);
	return engine.start();
}

/** The last picture that was captioned. */
let seen: PictureInput | undefined;

async function captionOf(picture: Blob, options: CaptionOptions): Promise<string> {
	let text = '';
	const request = { pictures: [{ id: 'picture', picture }], captions: options };
	const result = await engine.run('embedPictures', request, {
		onProgress: (event) => {
			if (event.type !== 'embedded') return;
			seen = event.picture;
			text = event.picture.captions[0]?.text ?? '';
		},
	});
	modelHash = result.modelHash;
	return text;
}

async function caption(rounds: number): Promise<CaptionTimes> {
	const pictures = await Promise.all(samples.map((sample) => fetchSample(sample)));
	// Each task counts its own pictures, so that both get the same ones.
	const each = (options: CaptionOptions) => {
		let round = 0;
		return async () => {
			text = await captionOf(pictures[round++ % pictures.length] as Blob, options);
		};
	};
	let text = '';
	const usual = { ...defaultCaptionOptions, beamSize: 3, count: 1, temperature: 0 };
	const [seeing = [], whole = []] = await alternate(rounds, [
		each({ ...usual, beamSize: 1, maxLength: 1 }),
		each(usual),
	]);
	return { caption: median(whole), seeing: median(seeing), text };
}

async function encode(text: string): Promise<EncodedSentence & { readonly vector: Float32Array }> {
	const { vector, ...rest } = await engine.run('encodeSentence', { text });
	if (vector === undefined) throw new Error(`No word of “${text}” is known.`);
	return { ...rest, vector };
}

/** Random vectors of norm 1: only their number matters for the time of a search. */
function randomEntries(count: number, width: number): IndexEntry[] {
	return Array.from({ length: count }, (_, at) => {
		const vector = Float32Array.from({ length: width }, () => Math.random() - 0.5);
		const length = Math.hypot(...vector);
		const embedding = { modelHash: '', vector: vector.map((value) => value / length), captions: [] };
		const name = String(at);
		return { hash: name, source: 'folder', name, path: name, width: 1, height: 1, added: 0, embedding };
	});
}

async function query(vectors: number, rounds: number): Promise<QueryTimes> {
	const first = await encode(sentences[0] as string);
	const table = createVectorTable(randomEntries(vectors, first.vector.length));
	let vector = first.vector;
	let round = 0;
	const input = seen;
	if (input === undefined) throw new Error('Caption a picture first.');
	const pictures = Array.from({ length: RERANKED }, () => input);
	let words = first.words;
	const [encoding = [], searching = [], reranking = []] = await alternate(rounds, [
		async () => {
			({ vector, words } = await encode(sentences[round++ % sentences.length] as string));
		},
		async () => {
			if (search(table, vector, 50).length !== 50) throw new Error('The search found too little.');
		},
		async () => void (await engine.run('explainPictures', { words, pictures })),
	]);
	return {
		vectors,
		encode: median(encoding),
		search: median(searching),
		together: median(encoding.map((ms, at) => ms + (searching[at] as number))),
		rerank: median(reranking),
	};
}

async function invert(rounds: number): Promise<InvertTimes> {
	const sentence = sentences[0] as string;
	const { words } = await encode(sentence);
	let steps = 0;
	let converged = false;
	const [total = []] = await alternate(rounds, [
		async () => {
			({ steps, converged } = await engine.run('invertSentence', { ...defaultInvertOptions, words }));
		},
	]);
	return { sentence, total: median(total), steps, converged };
}

async function index(synthetic: number): Promise<IndexTimes> {
	if (added.length > 0) return indexAll(engine, added);
	const files: File[] = [];
	for (let seed = 1; seed <= synthetic; seed++) files.push(await syntheticPicture(seed));
	return indexAll(engine, files);
}

const bench: FindBench = {
	start,
	caption,
	query,
	invert,
	index,
	async addPictures(pictures) {
		for (const { name, data } of pictures) added.push(new File([fromBase64(data)], name));
	},
	modelHash: async () => modelHash,
};
window.findBench = bench;
