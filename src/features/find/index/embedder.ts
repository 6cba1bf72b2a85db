/** Has the networks look at every picture of the index that they have not seen, few by few, as long as there are any. */
import { AtelierError, isAbort } from '../../../models/errors';
import type { PictureIndex } from './store';
import type { IndexEmbedding, IndexEntry } from './types';

export interface EmbedCall {
	readonly signal: AbortSignal;
	/** Once for each picture, or `onUnreadable`. */
	readonly onPicture: (made: { readonly id: string } & Omit<IndexEmbedding, 'modelHash'>) => void;
	readonly onUnreadable: (id: string) => void;
}

/** The networks, given by the shell. Without pictures they only tell which they are. */
export type Embed = (
	pictures: readonly { readonly id: string; readonly picture: Blob }[],
	call: EmbedCall,
) => Promise<{ readonly modelHash: string }>;

export interface Embedder {
	/** Embeds what is pending, now and whenever entries come. To be called once Find is wanted: it loads the networks. */
	start(): void;
	/** Ends the work at once; `start` takes it up again. */
	stop(): void;
}

interface EmbedderTools {
	readonly index: PictureIndex;
	readonly embed: Embed;
	/** Told once; the work then stands still until `setPaused(false)` or `start`. */
	readonly onTrouble: (error: AtelierError) => void;
}

/**
 * A pause takes hold between two calls, a few seconds apart at most: a call that was paused itself would keep its place,
 * and paintings and searches through the decoder would wait behind it.
 */
const chunkSize = 16;

export function createEmbedder({ index, embed, onTrouble }: EmbedderTools): Embedder {
	/** Present while work is wanted. */
	let controller: AbortController | undefined;
	let running = false;
	/** After a failure, until the visitor goes on. */
	let halted = false;
	let done = 0;
	/** Done in the chunk under way, whether or not it is written down yet. */
	let finished: ReadonlySet<string> = new Set();

	const modelHash = () => index.getState().modelHash;

	const publish = (): void => {
		const left = index.pending(modelHash()).filter(({ hash }) => !finished.has(hash)).length;
		if (left === 0 && !running) {
			done = 0;
			halted = false;
		}
		const busy = controller !== undefined && done + left > 0;
		const embedding = busy ? { done, total: done + left, paused: halted || index.pause.paused } : undefined;
		const shown = index.getState().embedding;
		if (embedding?.done !== shown?.done || embedding?.total !== shown?.total || embedding?.paused !== shown?.paused)
			index.setState({ embedding });
	};

	/** Results are written as they come, so that a reload loses none; the first wait until their model is known. */
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
			const told = await embed(pictures, {
				signal,
				onPicture({ id, vector, captions }) {
					// A copy: a view on a whole chunk's numbers would keep, and store, all of them.
					const embedding = { vector: vector.slice(), captions };
					made.set(id, embedding);
					// Counted first: a vector that is written is pending no more, and the total would shrink for a moment.
					count(id);
					if (known !== undefined) write(id, embedding, known);
				},
				onUnreadable: count,
			});
			if (told.modelHash !== known) {
				for (const [id, embedding] of made) write(id, embedding, told.modelHash);
				index.setModel(told.modelHash);
			}
			// What the networks said nothing of counts as unreadable, or it would be asked for without end.
			for (const { id } of pictures) if (!made.has(id)) writes.push(index.setFailed(id, told.modelHash));
		} catch (error) {
			// What no model can be named for is not written, and will be done again.
			done -= over.size - (known === undefined ? 0 : made.size);
			throw error;
		} finally {
			finished = new Set();
			await Promise.all(writes);
		}
	}

	/** Vectors of an earlier visit may be another model's, which only the networks can tell. */
	const mustAsk = (): boolean =>
		modelHash() === undefined &&
		[...index.getState().entries.values()].some(({ embedding }) => embedding !== undefined);

	async function work(signal: AbortSignal): Promise<void> {
		if (mustAsk()) await embedChunk([], signal);
		while (!signal.aborted && !index.pause.paused) {
			const chunk = index.pending(modelHash()).slice(0, chunkSize);
			if (chunk.length === 0) return;
			await embedChunk(chunk, signal);
		}
	}

	function wake(): void {
		if (controller === undefined || running || halted || index.pause.paused) return;
		if (index.pending(modelHash()).length === 0 && !mustAsk()) return;
		const { signal } = controller;
		running = true;
		publish();
		work(signal)
			.catch((cause: unknown) => {
				if (signal.aborted) return;
				halted = true;
				if (!isAbort(cause)) onTrouble(troubleOf(cause));
			})
			.finally(() => {
				running = false;
				publish();
				wake();
			});
	}

	index.subscribe(({ entries, modelHash: model, embedding }, before) => {
		if (controller === undefined) return;
		if (before.embedding?.paused === true && embedding?.paused === false) halted = false;
		if (entries !== before.entries || model !== before.modelHash) publish();
		wake();
	});
	index.pause.subscribe((paused) => {
		if (!paused) wake();
	});

	return {
		start() {
			controller ??= new AbortController();
			halted = false;
			wake();
		},
		stop() {
			controller?.abort();
			controller = undefined;
			index.setState({ embedding: undefined });
		},
	};
}

function troubleOf(cause: unknown): AtelierError {
	const advice = 'What was done is kept. Press Resume to go on.';
	if (!(cause instanceof AtelierError)) {
		const detail = cause instanceof Error ? cause.message : String(cause);
		return new AtelierError('internal', `The pictures could not be looked at (${detail}). ${advice}`, { cause });
	}
	return new AtelierError(cause.code, `Looking at the pictures stopped. ${cause.message} ${advice}`, { cause });
}
