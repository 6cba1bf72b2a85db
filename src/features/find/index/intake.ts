import type { PauseSwitch } from '../../../engine/protocol';
import { AtelierError, abortError, throwIfAborted } from '../../../models/errors';
import type { PickedFile } from './files';
import type { IndexTools, Preview } from './preview';
import type { IntakeReport } from './state';

/** Files that are read and decoded at the same time; the browser decodes on threads of its own. */
const concurrency = 4;

/** What adding a file did: `known` if its entry came from this very file, `duplicate` if from another with the same content. */
export type Added = 'new' | 'known' | 'duplicate';

/** The part of the index that the intake fills. */
export interface IntakeTarget {
	/** Hash of a file that was added before, if its entry is complete. */
	knownHash(picked: PickedFile): string | undefined;
	/** Whether the entry of this hash needs no new thumbnail. */
	isComplete(hash: string): boolean;
	/** Records the file, and its entry if there is none yet. */
	add(picked: PickedFile, hash: string, preview: Preview | undefined): Promise<Added>;
}

interface IntakeOptions {
	readonly tools: IndexTools;
	readonly pause: PauseSwitch;
	readonly signal?: AbortSignal | undefined;
	/** Called after every batch of files. */
	readonly onProgress: (more: { readonly done: number; readonly skipped: number }) => void;
}

type Outcome =
	| { readonly kind: 'known'; readonly hash: string }
	| { readonly kind: 'read'; readonly hash: string; readonly preview: Preview | undefined }
	| { readonly kind: 'unreadable'; readonly why: string };

/**
 * Adds files to the index in their order. A file that cannot be read does not stop the others.
 * @throws AbortError; files that were added by then stay
 */
export async function takeAll(
	files: readonly PickedFile[],
	target: IntakeTarget,
	{ tools, pause, signal, onProgress }: IntakeOptions,
): Promise<IntakeReport> {
	const added: string[] = [];
	const unreadable: { path: string; why: string }[] = [];
	const hashes = new Map<string, string>();
	let known = 0;
	let duplicates = 0;
	for (let from = 0; from < files.length; from += concurrency) {
		await untilResumed(pause, signal);
		const some = files.slice(from, from + concurrency);
		const outcomes = await Promise.all(some.map((picked) => read(picked, target, tools, signal)));
		throwIfAborted(signal);
		const before = known + duplicates;
		for (const [at, outcome] of outcomes.entries()) {
			const picked = some[at] as PickedFile;
			if (outcome.kind === 'unreadable') {
				unreadable.push({ path: picked.path, why: outcome.why });
				continue;
			}
			hashes.set(picked.path, outcome.hash);
			const how = outcome.kind === 'known' ? 'known' : await target.add(picked, outcome.hash, outcome.preview);
			if (how === 'known') known += 1;
			else if (how === 'duplicate') duplicates += 1;
			else if (outcome.kind === 'read') added.push(outcome.hash);
		}
		onProgress({ done: some.length, skipped: known + duplicates - before });
	}
	return { added, known, duplicates, unreadable, hashes };
}

/** @throws AbortError */
async function read(
	picked: PickedFile,
	target: IntakeTarget,
	tools: IndexTools,
	signal?: AbortSignal,
): Promise<Outcome> {
	const knownHash = target.knownHash(picked);
	if (knownHash !== undefined) return { kind: 'known', hash: knownHash };
	const { file } = picked;
	try {
		const hash = await tools.hash(file, signal);
		const preview = target.isComplete(hash) ? undefined : await tools.preview(file, file.name, signal);
		return { kind: 'read', hash, preview };
	} catch (error) {
		throwIfAborted(signal);
		return { kind: 'unreadable', why: reasonOf(error, file.name) };
	}
}

function reasonOf(error: unknown, name: string): string {
	if (error instanceof AtelierError) return error.message;
	if (error instanceof DOMException && error.name === 'NotFoundError')
		return `“${name}” is no longer there: it has been moved, renamed or deleted.`;
	if (error instanceof DOMException && error.name === 'NotReadableError')
		return `“${name}” could not be read: it has changed, or you may not read its folder. Add it again.`;
	return `“${name}” could not be read (${error instanceof Error ? error.message : String(error)}).`;
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
