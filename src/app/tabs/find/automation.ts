/** Find's part of `window.atelier`: it works on the same index and store as the panel. */
import type { LoadProgress } from '../../../engine/protocol';
import type { IndexEmbedding } from '../../../features/find/index/types';
import { whenEmbedded } from '../../../features/find/index/whenEmbedded';
import type { FindState } from '../../../features/find/state';
import { gridOf } from '../../../networks/shared/plainGrid';
import { bytes, figure, seconds } from '../../../ui/format';
import type { OnLine } from '../../automation/types';
import type {
	AutomatedFind,
	AutomatedSearch,
	IndexedFiles,
	IndexFilesRequest,
	PlainEntry,
	SearchRequest,
} from './automationTypes';
import { engine } from './engine';
import { studio } from './studio';

const inputId = 'automation-files';
/** Number of pictures between two lines of progress. */
const lineEvery = 32;

const loading = (onLine?: OnLine) => (event: LoadProgress) =>
	onLine?.(`Loading ${event.what}: ${bytes(event.loaded)} of ${bytes(event.total)}`);

async function input(): Promise<string> {
	if (document.getElementById(inputId) === null) {
		const element = Object.assign(document.createElement('input'), { id: inputId, type: 'file', multiple: true });
		element.className = 'visually-hidden';
		document.body.append(element);
	}
	return `#${inputId}`;
}

function chosenFiles(): readonly File[] {
	const element = document.getElementById(inputId) as HTMLInputElement | null;
	return [...(element?.files ?? [])];
}

/** Reports how many pictures have been captioned. @returns a function that ends it */
function reportCaptioning(onLine?: OnLine): () => void {
	const began = performance.now();
	let last = 0;
	return studio.index.subscribe(({ embedding }) => {
		if (embedding === undefined) return;
		const { done, total } = embedding;
		if (done === last || (done < last + lineEvery && done < total)) return;
		last = done;
		const left = ((performance.now() - began) / 1000 / done) * (total - done);
		onLine?.(`Captioned ${done} of ${total} pictures${done < total ? `, about ${seconds(left)} left` : ''}`);
	});
}

async function index({ paths, captions }: IndexFilesRequest, onLine?: OnLine): Promise<IndexedFiles> {
	const { index, embedder, intake } = studio;
	const picked = chosenFiles().map((file, at) => ({ file, path: paths[at] ?? file.name }));
	studio.open();
	const before = new Set([...index.getState().entries.values()].flatMap((one) => (one.embedding ? one.hash : [])));
	const stopReporting = reportCaptioning(onLine);
	embedder.start(captions);
	const { hashes, unreadable } = await intake.takeFiles(picked, 'folder', { redraw: false });
	await whenEmbedded(index).finally(stopReporting);

	const { entries, modelHash } = index.getState();
	const all = [...hashes].map(([path, hash]) => ({ path, hash, embedding: entries.get(hash)?.embedding }));
	const files = all.flatMap(({ path, hash, embedding }) =>
		embedding === undefined ? [] : [{ path, hash, captions: embedding.captions }],
	);
	const failed = all
		.filter(({ embedding }) => embedding === undefined)
		.map(({ path }) => ({
			path,
			why: `“${path}” could not be read by the network. Open it in another program and save it again.`,
		}));
	const embedded = new Set(files.map(({ hash }) => hash).filter((hash) => !before.has(hash))).size;
	return { ...(modelHash && { modelHash }), files, unreadable: [...unreadable, ...failed], embedded };
}

function embeddingOf({ embedding: { vector, grid, ...rest } }: PlainEntry): IndexEmbedding {
	return { ...rest, vector: Float32Array.from(vector), ...(grid && { grid: gridOf(grid) }) };
}

async function restore(entries: readonly PlainEntry[]): Promise<void> {
	studio.open();
	await studio.index.open();
	await studio.index.restore(
		entries.map((entry) => ({
			...entry,
			embedding: embeddingOf(entry),
		})),
	);
}

function reportSearch(onLine?: OnLine): () => void {
	return studio.find.subscribe(({ loading: progress, inversion }: FindState, before: FindState) => {
		if (progress !== undefined && progress !== before.loading) loading(onLine)(progress);
		const step = inversion?.trace.at(-1);
		if (step === undefined || step === before.inversion?.trace.at(-1)) return;
		const { negativeLogLikelihood, prior } = step;
		onLine?.(`${step.step}/${inversion?.steps}  ${figure(negativeLogLikelihood)} per word, prior ${figure(prior)}`);
	});
}

/** @throws AtelierError of the search */
async function search({ text, mode, options }: SearchRequest, onLine?: OnLine): Promise<AutomatedSearch> {
	const { find } = studio;
	find.setState({ mode, invertOptions: options });
	const stopReporting = reportSearch(onLine);
	await find.setText(text);
	if (mode === 'invert' && find.getState().failure === undefined) await find.deepSearch();
	stopReporting();
	const { query, point, inversion, failure } = find.getState();
	if (failure !== undefined) throw failure;
	if (query?.kind !== 'sentence') throw new Error('The sentence was not searched for.');
	const { words, unknown, cut } = query;
	return {
		words,
		unknown,
		cut,
		...(point && { modelHash: point.modelHash }),
		...(inversion && { steps: inversion.steps, converged: inversion.converged }),
	};
}

export const find: AutomatedFind = {
	input,
	index,
	restore,
	remove: async (hashes) => void (await studio.index.remove(hashes)),
	exportIndex: () => studio.index.exportJson().text(),
	search,
	similarTo: async (hash) => studio.find.similarTo(hash),
	rank: async () => studio.find.ranked(studio.index.getState().entries.size),
	nearWords: (request, onLine) => engine.run('nearWords', request, { onProgress: loading(onLine) }),
	analogy: (request, onLine) => engine.run('analogy', request, { onProgress: loading(onLine) }),
};
