import type { PauseSwitch } from '../../../engine/protocol';
import { AtelierError, abortError, throwIfAborted } from '../../../models/errors';
import type { PickedFile } from './files';
import type { IndexTools, Preview } from './preview';
import type { IntakeReport } from './state';

/** Files read and decoded side by side: decoding runs in threads of the browser's own. */
const atOnce = 4;

/** `known`: the entry is of this very file; `duplicate`: of another one with the same content. */
export type Added = 'new' | 'known' | 'duplicate';

/** What the index says and does for the intake. */
export interface IntakeTarget {
	/** Whether this very file was taken before and nothing of its entry is missing. */
	isKnown(picked: PickedFile): boolean;
	/** Whether there is an entry of that content, thumbnail included. */
	isComplete(hash: string): boolean;
	/** Notes the file, and its entry if there is none yet. */
	add(picked: PickedFile, hash: string, preview: Preview | undefined): Promise<Added>;
}

interface IntakeOptions {
	readonly tools: IndexTools;
	readonly pause: PauseSwitch;
	readonly signal?: AbortSignal | undefined;
	/** After every few files. */
	readonly onProgress: (more: { readonly done: number; readonly skipped: number }) => void;
}

type Outcome =
	| { readonly kind: 'known' }
	| { readonly kind: 'read'; readonly hash: string; readonly preview: Preview | undefined }
	| { readonly kind: 'unreadable'; readonly why: string };

/**
 * Takes files in, in their order. No file can stop the others.
 * @throws AbortError; what was taken by then stays
 */
export async function takeAll(
	files: readonly PickedFile[],
	target: IntakeTarget,
	{ tools, pause, signal, onProgress }: IntakeOptions,
): Promise<IntakeReport> {
	const added: string[] = [];
	const unreadable: { path: string; why: string }[] = [];
	let known = 0;
	let duplicates = 0;
	for (let from = 0; from < files.length; from += atOnce) {
		await untilResumed(pause, signal);
		const some = files.slice(from, from + atOnce);
		const outcomes = await Promise.all(some.map((picked) => look(picked, target, tools)));
		throwIfAborted(signal);
		const before = known + duplicates;
		for (const [at, outcome] of outcomes.entries()) {
			const picked = some[at] as PickedFile;
			if (outcome.kind === 'unreadable') {
				unreadable.push({ path: picked.path, why: outcome.why });
				continue;
			}
			const how = outcome.kind === 'known' ? 'known' : await target.add(picked, outcome.hash, outcome.preview);
			if (how === 'known') known += 1;
			else if (how === 'duplicate') duplicates += 1;
			else if (outcome.kind === 'read') added.push(outcome.hash);
		}
		onProgress({ done: some.length, skipped: known + duplicates - before });
	}
	return { added, known, duplicates, unreadable };
}

async function look(picked: PickedFile, target: IntakeTarget, tools: IndexTools): Promise<Outcome> {
	if (target.isKnown(picked)) return { kind: 'known' };
	const { file } = picked;
	try {
		const hash = await tools.hash(file);
		const preview = target.isComplete(hash) ? undefined : await tools.preview(file, file.name);
		return { kind: 'read', hash, preview };
	} catch (error) {
		return { kind: 'unreadable', why: reasonOf(error, file.name) };
	}
}

function reasonOf(error: unknown, name: string): string {
	if (error instanceof AtelierError) return error.message;
	if (error instanceof DOMException && error.name === 'NotFoundError')
		return `“${name}” is no longer where it was: it was moved, renamed or deleted meanwhile.`;
	if (error instanceof DOMException && error.name === 'NotReadableError')
		return `“${name}” could not be read: it changed meanwhile, or its folder does not allow it. Add it again.`;
	return `“${name}” could not be read (${error instanceof Error ? error.message : String(error)}).`;
}

/** @throws AbortError */
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
