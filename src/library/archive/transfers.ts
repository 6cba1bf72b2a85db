/** Exports entries as a ZIP file and imports one, with progress; one at a time. */

import { createStore, type StoreApi } from 'zustand/vanilla';
import { createJobRunner } from '../../engine/jobs/runner';
import type { RunFlags } from '../../engine/jobs/types';
import { counted } from '../../ui/format';
import type { Entry, Source } from '../browse/entry';
import { quoted } from '../names';
import { saveFile } from '../save';
import type { Library } from '../store';

interface Transfer extends RunFlags {
	readonly doing: string;
	readonly done: number;
	readonly count: number;
}

export interface TransfersState {
	readonly run?: Transfer | undefined;
}

export interface Transfers extends StoreApi<TransfersState> {
	/** Saves a ZIP file. @throws AtelierError when a picture cannot be read */
	exportEntries(entries: readonly Entry[]): Promise<void>;
	/** @throws AtelierError `archive-invalid` */
	importFile(file: File): Promise<void>;
	stop(): void;
}

interface TransferTools {
	readonly library: Library;
	/** Everything that an archive may contain something for. */
	readonly sources: () => Promise<readonly Source[]>;
	readonly tell: (sentence: string) => void;
}

/** Number of sentences about single files that are shown. */
const mostNotes = 3;

export function createTransfers({ library, sources, tell }: TransferTools): Transfers {
	const store = createStore<TransfersState>(() => ({}));
	const runner = createJobRunner<Transfer>({ publish: ({ run }) => store.setState({ run }) });
	return {
		...store,
		exportEntries: (entries) =>
			runner.run(() => ({
				progress: { doing: 'Exporting', done: 0, count: entries.length },
				async work({ signal, update }) {
					const now = new Date();
					const { writeArchive } = await import('./write');
					const onProgress = (done: number) => update((run) => ({ ...run, done }));
					const zip = await writeArchive(entries, { now, signal, onProgress });
					saveFile(zip, `atelier-${now.toISOString().slice(0, 10)}.zip`);
				},
			})),
		importFile: (file) =>
			runner.run(() => ({
				progress: { doing: `Importing ${quoted(file.name)}`, done: 0, count: 0 },
				async work({ signal, update }) {
					const { takeArchive } = await import('./take');
					const onProgress = (done: number, count: number) => update((run) => ({ ...run, done, count }));
					const options = { library, sources: await sources(), signal, onProgress };
					const { added, known, notes } = await takeArchive(file, file.name, options);
					const there = known === 0 ? '' : ` ${counted(known, 'was', 'were')} here already.`;
					tell(`${counted(added, 'item was', 'items were')} added from ${quoted(file.name)}.${there}`);
					for (const sentence of notes.slice(0, mostNotes)) tell(sentence);
					const more = notes.length - mostNotes;
					if (more > 0) tell(`${counted(more, 'more file')} in it could not be used.`);
				},
			})),
		stop: () => void runner.abort(),
	};
}
