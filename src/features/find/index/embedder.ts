/** Sends the pictures of the index to the networks, a few at a time, until each has a vector and captions. */
import { createJobRunner } from '../../../engine/jobs/runner';
import type { Engine } from '../../../engine/protocol';
import { AtelierError, isAbort } from '../../../models/errors';
import { inOneWindow, type OneWindow } from '../../../storage/oneWindow';
import type { CaptionOptions } from '../options';
import { defaultCaptionOptions } from '../options';
import type { EmbedProgress, FindJobs } from '../types';
import type { PictureIndex } from './store';
import type { IndexEmbedding, IndexEntry } from './types';

export interface Embedder {
	/**
	 * Embeds what is pending, and pictures that are added later. Loads the networks, so not to be called before Find is used.
	 * @param captions how the captions are made; default: as the last call said, or the default options
	 */
	start(captions?: CaptionOptions): void;
	/** Aborts the work; `start` resumes it. */
	stop(): void;
}

interface EmbedderTools {
	readonly index: PictureIndex;
	readonly engine: Pick<Engine<FindJobs>, 'run'>;
	/** Two windows would caption the same pictures. Default: they take turns. */
	readonly oneWindow?: OneWindow;
}

/**
 * Pictures per job, a few seconds' work. A pause takes effect between two jobs: a job that was paused itself would keep
 * its position in the worker's queue, so that paintings and deep searches would wait for it.
 */
const chunkSize = 16;

export function createEmbedder({ index, engine, oneWindow = inOneWindow }: EmbedderTools): Embedder {
	const runner = createJobRunner({ secondRun: 'refuse' });
	/** Between `start` and `stop`. */
	let started = false;
	let captionOptions = defaultCaptionOptions;
	/** Set by a failure, until the visitor resumes. */
	let halted = false;
	let done = 0;
	/** Hashes that the current job has finished with, whether or not they are stored yet. */
	let finished: ReadonlySet<string> = new Set();

	const modelHash = () => index.getState().modelHash;

	const publish = (): void => {
		const left = index.pending(modelHash()).filter(({ hash }) => !finished.has(hash)).length;
		if (left === 0 && !runner.running) {
			done = 0;
			halted = false;
		}
		const busy = started && done + left > 0;
		const embedding = busy ? { done, total: done + left, paused: halted || index.pause.paused } : undefined;
		const shown = index.getState().embedding;
		if (embedding?.done !== shown?.done || embedding?.total !== shown?.total || embedding?.paused !== shown?.paused)
			index.setState({ embedding });
	};

	/** Results are stored as they arrive, so that a reload loses none; the very first wait until their model is known. */
	async function embedChunk(chunk: readonly IndexEntry[], signal: AbortSignal): Promise<void> {
		const made = new Map<string, Omit<IndexEmbedding, 'modelHash'>>();
		const over = new Set<string>();
		const writes: Promise<void>[] = [];
		finished = over;
		const write = (id: string, embedding: Omit<IndexEmbedding, 'modelHash'>, model: string): void => {
			writes.push(index.setEmbedding(id, { ...embedding, modelHash: model }));
		};
		const count = (id: string): void => {
			if (over.has(id)) return;
			over.add(id);
			done += 1;
			publish();
		};
		const pictures = chunk.flatMap(({ hash, thumbnail }) =>
			thumbnail === undefined ? [] : [{ id: hash, picture: thumbnail }],
		);
		const known = modelHash();
		try {
			const take = (event: EmbedProgress): void => {
				if (event.type === 'unreadable') count(event.id);
				if (event.type !== 'embedded') return;
				const { id, vector, grid, captions } = event.picture;
				// A copy: a view of a whole batch's numbers would keep, and store, all of them.
				const embedding = { vector: vector.slice(), captions, ...(grid && { grid }) };
				made.set(id, embedding);
				// Counted first: a picture whose vector is stored is no longer pending, and the total would drop for a moment.
				count(id);
				if (known !== undefined) write(id, embedding, known);
			};
			const request = { pictures, captions: captionOptions };
			const { modelHash: model } = await engine.run('embedPictures', request, { signal, onProgress: take });
			if (model !== known) {
				for (const [id, embedding] of made) write(id, embedding, model);
				index.setModel(model);
			}
			// Pictures without a result count as unreadable, or they would be requested again and again.
			for (const { id } of pictures) if (!made.has(id)) writes.push(index.setFailed(id, model));
		} catch (error) {
			// Results whose model is not known are not stored, and will be computed again.
			done -= over.size - (known === undefined ? 0 : made.size);
			throw error;
		} finally {
			finished = new Set();
			await Promise.all(writes);
		}
	}

	/** Vectors of an earlier visit may be from other networks; an empty job finds out which networks are in use. */
	const mustAskModel = (): boolean =>
		modelHash() === undefined &&
		[...index.getState().entries.values()].some(({ embedding }) => embedding !== undefined);

	async function work(signal: AbortSignal): Promise<void> {
		if (mustAskModel()) await embedChunk([], signal);
		let left = true;
		while (left && !signal.aborted && !index.pause.paused) {
			left = await oneWindow(
				'captioning',
				async () => {
					// Asked for only now: another window may have captioned them meanwhile.
					const chunk = index.pending(modelHash()).slice(0, chunkSize);
					if (chunk.length > 0) await embedChunk(chunk, signal);
					return chunk.length > 0;
				},
				signal,
			);
		}
	}

	async function embedAll(signal: AbortSignal): Promise<void> {
		publish();
		try {
			await work(signal);
		} catch (cause) {
			if (signal.aborted) return;
			halted = true;
			if (!isAbort(cause)) index.setState({ failure: failureOf(cause) });
		}
	}

	function wake(): void {
		if (!started || runner.running || halted || index.pause.paused) return;
		if (index.pending(modelHash()).length === 0 && !mustAskModel()) return;
		void runner
			.run(() => ({ progress: {}, work: ({ signal }) => embedAll(signal) }))
			.then(() => {
				publish();
				wake();
			});
	}

	function resume(): void {
		halted = false;
		if (index.getState().failure !== undefined) index.setState({ failure: undefined });
	}

	index.subscribe(({ entries, modelHash: model, embedding }, before) => {
		if (!started) return;
		if (before.embedding?.paused === true && embedding?.paused === false) resume();
		if (entries !== before.entries || model !== before.modelHash) publish();
		wake();
	});
	index.pause.subscribe((paused) => {
		if (!paused) wake();
	});

	return {
		start(captions = captionOptions) {
			captionOptions = captions;
			started = true;
			resume();
			wake();
		},
		stop() {
			started = false;
			void runner.abort();
			index.setState({ embedding: undefined, failure: undefined });
		},
	};
}

/** The failure as a sentence that says what is kept and how to resume. */
function failureOf(cause: unknown): AtelierError {
	const advice = 'Finished captions are kept. Press Resume to continue.';
	if (!(cause instanceof AtelierError)) {
		const detail = cause instanceof Error ? cause.message : String(cause);
		return new AtelierError('internal', `Captioning stopped because of an unexpected error (${detail}). ${advice}`, {
			cause,
		});
	}
	return new AtelierError(cause.code, `Captioning stopped. ${cause.message} ${advice}`, { cause });
}
