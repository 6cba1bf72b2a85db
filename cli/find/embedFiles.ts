/** Picture files to index entries: read, hashed, known ones passed by, the rest embedded chunk by chunk. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import type { AutomatedFile } from '../../src/app/automation/types';
import type { AutomatedEmbedding } from '../../src/app/tabs/find/automationTypes';
import type { IndexEmbedding, IndexEntry } from '../../src/features/find/index/types';
import { seconds } from '../../src/ui/format';
import type { PictureFile } from './pictures';

export type EmbeddedEntry = IndexEntry & { readonly embedding: IndexEmbedding };

export interface Unreadable {
	readonly file: string;
	/** A sentence. */
	readonly why: string;
}

export interface EmbeddedFiles {
	/** Each file that could be read, in order; copies of one picture share its embedding. */
	readonly entries: ReadonlyMap<string, EmbeddedEntry>;
	readonly unreadable: readonly Unreadable[];
	/** How many pictures were embedded now, not known before. */
	readonly embedded: number;
}

export interface EmbedTools {
	/** The page's answer for one chunk. */
	embed(files: readonly AutomatedFile[]): Promise<AutomatedEmbedding>;
	/** What an index knows already of a picture, by its hash; the vector must be of the same networks. */
	known?(hash: string): EmbeddedEntry | undefined;
	tell(line: string): void;
	/** Milliseconds since 1970. */
	now(): number;
}

/** A few of the worker's batches: progress often enough, and few waits between chunks. */
const chunkPictures = 32;
/** Of files as they lie on the disk; base64 and the browser's copies take several times as much. */
const chunkBytes = 32e6;

const unopened = 'The file cannot be opened. Check that it is there and may be read.';

function read({ path }: PictureFile): { data: Buffer; hash: string } | undefined {
	try {
		const data = readFileSync(path);
		return { data, hash: createHash('sha256').update(data).digest('hex') };
	} catch {
		return undefined;
	}
}

/** Parts of an answer as they go into an index; the entry's place is its file's. */
type Known = Omit<EmbeddedEntry, 'name' | 'path'>;

function knownOf(hash: string, answer: AutomatedEmbedding, at: number, added: number): Known | { why: string } {
	const picture = answer.pictures[at];
	if (picture === undefined || 'why' in picture || answer.modelHash === undefined) {
		return { why: picture !== undefined && 'why' in picture ? picture.why : 'The studio gave no vector for it.' };
	}
	const { width, height, captions } = picture;
	const vector = new Float32Array(new Uint8Array(Buffer.from(picture.vector, 'base64')).buffer);
	return { hash, source: 'folder', width, height, added, embedding: { modelHash: answer.modelHash, vector, captions } };
}

/** Reads and embeds the files in their order; one that cannot be read is told and passed by. */
export async function embedFiles(files: readonly PictureFile[], tools: EmbedTools): Promise<EmbeddedFiles> {
	const began = tools.now();
	const known = new Map<string, Known | { why: string }>();
	const hashes = new Map<string, string>();
	let embedded = 0;
	let chunk = new Map<string, { name: string; data: Buffer }>();

	async function flush(done: number): Promise<void> {
		if (chunk.size > 0) {
			const asked = Array.from(chunk.values(), ({ name, data }) => ({ name, data: data.toString('base64') }));
			const answer = await tools.embed(asked);
			for (const [at, hash] of [...chunk.keys()].entries()) known.set(hash, knownOf(hash, answer, at, tools.now()));
			embedded += answer.pictures.filter((picture) => 'vector' in picture).length;
			chunk = new Map();
		}
		const left = ((tools.now() - began) / 1000 / done) * (files.length - done);
		tools.tell(`${done}/${files.length} pictures${done < files.length ? `, about ${seconds(left)} left` : ''}`);
	}

	for (const [at, picture] of files.entries()) {
		const found = read(picture);
		if (found === undefined) continue;
		const { hash, data } = found;
		hashes.set(picture.file, hash);
		const before = known.get(hash) ?? tools.known?.(hash);
		if (before !== undefined) known.set(hash, before);
		else if (!chunk.has(hash)) chunk.set(hash, { name: basename(picture.file), data });
		const held = Array.from(chunk.values()).reduce((sum, one) => sum + one.data.length, 0);
		if (chunk.size === chunkPictures || held >= chunkBytes) await flush(at + 1);
	}
	await flush(files.length);

	const entries = new Map<string, EmbeddedEntry>();
	const unreadable: Unreadable[] = [];
	for (const { file } of files) {
		const one = known.get(hashes.get(file) ?? '') ?? { why: unopened };
		if ('why' in one) unreadable.push({ file, why: one.why });
		else entries.set(file, { ...one, path: file, name: basename(file, extname(file)) });
	}
	for (const { file, why } of unreadable) tools.tell(`${file}: ${why}`);
	return { entries, unreadable, embedded };
}
