/** Brings files into the index: lists them, reads each one, and records it. */
import type { PauseSwitch } from '../../../engine/protocol';
import { filesOfInput, type ListedFiles, type ListFiles, type PickedFile } from '../../../library/intake/files';
import { takePicture } from '../../../library/intake/intake';
import { picturesOf } from '../../../library/intake/leftOut';
import { unreadable } from '../../../library/intake/refusals';
import { hashOf, previewTools, sampleOf } from '../../../library/intake/tools';
import { quoted } from '../../../library/names';
import { AtelierError, abortError, throwIfAborted } from '../../../models/errors';
import { attempt, note } from '../../../ui/feedback/toasts';
import type { Embedder } from './embedder';
import { fileKey } from './merge';
import { reportOf } from './report';
import { sampleFiles } from './sampleFiles';
import type { IndexTools, IntakeReport } from './state';
import type { FileRead, PictureIndex } from './store';
import type { IndexSource } from './types';

/** Longer side of a thumbnail in pixels: ample for the networks, which see 192 pixels, and for a cell of the grid. */
export const thumbnailSide = 512;

export const indexTools: IndexTools = {
	sample: sampleOf,
	hash: hashOf,
	/** Checks a picture as the studio checks every picture that comes in. */
	async preview(file, name, signal) {
		const tools = previewTools(thumbnailSide);
		const { picture } = await takePicture(file, name, tools, signal);
		return tools.preview(picture);
	},
};

/** Files that are read and decoded at the same time; the browser decodes on threads of its own. */
const concurrency = 4;

type AddedSource = Exclude<IndexSource, 'shelf'>;

interface TakeOptions {
	readonly signal?: AbortSignal;
	/** Whether an embedded picture whose thumbnail was deleted gets a new one. Default: true. */
	readonly redraw?: boolean;
}

export interface Intake {
	/** Adds dropped files and folders. Shows the visitor what became of them, as the next two do. */
	addDropped(list: ListFiles): void;
	/** Adds what was chosen in a file input. */
	addChosen(list: readonly File[]): void;
	addSamples(): void;
	/**
	 * Adds files in their order, once the index is open; several calls run one after another. A file that cannot be read
	 * does not stop the others.
	 * @throws AbortError when the signal stops it; files that were added by then stay
	 */
	takeFiles(files: readonly PickedFile[], source: AddedSource, options?: TakeOptions): Promise<IntakeReport>;
	/** Pauses or resumes both reading files and captioning. */
	setPaused(paused: boolean): void;
	/** Aborts listing, reading and captioning; what has been done is kept. */
	stop(): void;
}

interface IntakeTools {
	readonly index: PictureIndex;
	readonly embedder: Embedder;
	readonly tools?: IndexTools;
	/** Opens a picture that was added alone. */
	readonly open?: (hash: string) => void;
}

/** A file that was looked at; one that is `known` did not have to be read. */
interface Looked extends FileRead {
	readonly known?: boolean;
}

export function createIntake({ index, embedder, tools = indexTools, open }: IntakeTools): Intake {
	/** Aborts all that is under way; drops overlap, so that a job runner, which runs one at a time, would make them wait. */
	let controller: AbortController | undefined;
	/** Lists that are under way. */
	let lists = 0;
	let lastIntake: Promise<unknown> = Promise.resolve();

	const countLists = (more: 1 | -1): void => {
		lists += more;
		index.setState({ listing: lists > 0 || undefined });
	};

	const advance = (more: { readonly done?: number; readonly total?: number }): void =>
		index.setState(({ intake }) => {
			const done = (intake?.done ?? 0) + (more.done ?? 0);
			const total = (intake?.total ?? 0) + (more.total ?? 0);
			return { intake: done < total ? { done, total, paused: index.pause.paused } : undefined };
		});

	/** @returns why the file could not be read, as a sentence. @throws AbortError */
	async function read(picked: PickedFile, { signal, redraw = true }: TakeOptions): Promise<Looked | string> {
		const { file } = picked;
		try {
			const key = fileKey(picked, await tools.sample(file));
			const before = index.entryOf(key);
			if (before?.thumbnail !== undefined && before.source !== 'shelf') return { key, hash: before.hash, known: true };
			const hash = await tools.hash(file, signal);
			const { thumbnail, embedding } = index.getState().entries.get(hash) ?? {};
			const isComplete = thumbnail !== undefined || (!redraw && embedding !== undefined);
			return { key, hash, preview: isComplete ? undefined : await tools.preview(file, file.name, signal) };
		} catch (error) {
			throwIfAborted(signal);
			return reasonOf(error, file.name);
		}
	}

	async function takeAll(
		files: readonly PickedFile[],
		source: AddedSource,
		options: TakeOptions,
		onDone: (count: number) => void,
	): Promise<IntakeReport> {
		const { signal } = options;
		const added: string[] = [];
		const unreadable: { path: string; why: string }[] = [];
		const hashes = new Map<string, string>();
		const fileOf = new Map<string, File>();
		let known = 0;
		let duplicates = 0;
		try {
			for (let from = 0; from < files.length; from += concurrency) {
				await untilResumed(index.pause, signal);
				const some = files.slice(from, from + concurrency);
				const outcomes = await Promise.all(some.map((picked) => read(picked, options)));
				throwIfAborted(signal);
				for (const [at, outcome] of outcomes.entries()) {
					const picked = some[at] as PickedFile;
					if (typeof outcome === 'string') {
						unreadable.push({ path: picked.path, why: outcome });
						continue;
					}
					const { hash } = outcome;
					hashes.set(picked.path, hash);
					const how = outcome.known ? 'known' : await index.addFile(picked, source, outcome);
					if (how === 'known') known += 1;
					else if (how === 'duplicate') duplicates += 1;
					else added.push(hash);
					if (how !== 'new') fileOf.set(hash, picked.file);
				}
				onDone(some.length);
			}
		} finally {
			// All at once: each change copies the map of entries.
			index.setFiles(fileOf);
		}
		return { added, known, duplicates, unreadable, hashes };
	}

	const takeFiles: Intake['takeFiles'] = (files, source, options = {}) => {
		let left = files.length;
		advance({ total: left });
		const onDone = (done: number) => {
			left -= done;
			advance({ done });
		};
		const work = Promise.all([index.opened, lastIntake])
			.then(() => takeAll(files, source, options, onDone))
			.finally(() => {
				if (left > 0) advance({ total: -left });
			});
		lastIntake = work.catch(() => undefined);
		return work;
	};

	const add = (list: ListFiles, source: AddedSource): void =>
		attempt(async () => {
			controller ??= new AbortController();
			const { signal } = controller;
			embedder.start();
			countLists(1);
			let listed: ListedFiles;
			let files: readonly PickedFile[];
			let taking: Promise<IntakeReport>;
			try {
				listed = await list(signal);
				throwIfAborted(signal);
				files = picturesOf(listed);
				taking = takeFiles(files, source, { signal });
			} finally {
				countLists(-1);
			}
			const report = await taking;
			const leftOut = listed.others.map(({ path }) => path);
			note(reportOf(report, leftOut));
			const [only] = report.added;
			if (only !== undefined && files.length === 1) open?.(only);
		});

	return {
		addDropped: (list) => add(list, 'folder'),
		addChosen(list) {
			// Read now: the input is emptied so that the same files can be chosen again.
			const listed = filesOfInput(list ?? []);
			add(async () => listed, 'folder');
		},
		addSamples: () =>
			add(async (signal) => ({ pictures: await sampleFiles(signal), others: [], place: 'the samples' }), 'sample'),
		takeFiles,
		setPaused(paused) {
			index.setPaused(paused);
			if (!paused) embedder.start();
		},
		stop() {
			controller?.abort(abortError());
			controller = undefined;
			embedder.stop();
			index.setPaused(false);
		},
	};
}

function reasonOf(error: unknown, name: string): string {
	const cause = error instanceof DOMException ? unreadable(name, error) : error;
	if (cause instanceof AtelierError) return cause.message;
	return `${quoted(name)} could not be read (${cause instanceof Error ? cause.message : String(cause)}).`;
}

/** Waits while the work is paused. @throws AbortError */
export function untilResumed(pause: PauseSwitch, signal?: AbortSignal): Promise<void> {
	return new Promise((resolve, reject) => {
		if (signal?.aborted) return reject(abortError());
		if (!pause.paused) return resolve();
		const end = (settle: () => void) => {
			unsubscribe();
			signal?.removeEventListener('abort', onAbort);
			settle();
		};
		const onAbort = () => end(() => reject(abortError()));
		const unsubscribe = pause.subscribe((paused) => {
			if (!paused) end(resolve);
		});
		signal?.addEventListener('abort', onAbort);
	});
}
