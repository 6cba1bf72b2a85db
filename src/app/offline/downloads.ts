/** The networks that are kept for working offline: how much of them is there, and downloading or deleting them all. */
import { createStore } from 'zustand/vanilla';
import type { Engine, JobTable } from '../../engine/protocol';
import type { ByteCache } from '../../models/cache';
import { isAbort } from '../../models/errors';
import type { ModelCatalogue } from '../../networks/catalogue';

export interface DownloadsState {
	/** Bytes of all networks; undefined until the list has been read. */
	readonly total?: number | undefined;
	/** Bytes of those that are kept in this browser. */
	readonly kept: number;
	/** Present while everything is being downloaded: bytes so far, of those that were missing. */
	readonly run?: { readonly loaded: number; readonly total: number } | undefined;
	/** Why the last action failed, as a sentence for the visitor. */
	readonly failure?: string | undefined;
}

export interface DownloadsOptions {
	readonly catalogue: ModelCatalogue;
	readonly engine: Pick<Engine<JobTable>, 'download'>;
	readonly cache: ByteCache;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export type Downloads = ReturnType<typeof createDownloads>;

export function createDownloads({ catalogue, engine, cache }: DownloadsOptions) {
	const store = createStore<DownloadsState>(() => ({ kept: 0 }));
	let running: AbortController | undefined;

	/** Counts what is there. Failures are shown, not thrown. */
	async function refresh(): Promise<void> {
		try {
			const files = await catalogue.files(await catalogue.names());
			const kept = await Promise.all(files.map(({ sha256 }) => cache.has(sha256)));
			const sum = (counted: readonly { readonly bytes: number }[]) =>
				counted.reduce((all, { bytes }) => all + bytes, 0);
			store.setState({ total: sum(files), kept: sum(files.filter((_, at) => kept[at])) });
		} catch (error) {
			store.setState({ failure: messageOf(error) });
		}
	}

	return Object.assign(store, {
		refresh,

		/** Downloads every network that is missing. A second call while one runs does nothing. */
		async downloadAll(): Promise<void> {
			if (running) return;
			running = new AbortController();
			const { signal } = running;
			const { total = 0, kept } = store.getState();
			store.setState({ run: { loaded: 0, total: total - kept }, failure: undefined });
			try {
				await engine.download(await catalogue.names(), {
					signal,
					onBytes: (loaded, all) => store.setState({ run: { loaded, total: all } }),
				});
			} catch (error) {
				if (!isAbort(error)) store.setState({ failure: messageOf(error) });
			}
			running = undefined;
			store.setState({ run: undefined });
			await refresh();
			const after = store.getState();
			if (!signal.aborted && after.failure === undefined && after.kept < (after.total ?? 0)) {
				store.setState({ failure: 'The browser did not keep every file. Free some space and try again.' });
			}
		},

		/** Stops downloading. Files that are complete stay. */
		stop: (): void => running?.abort(),

		/** Deletes every network from this browser. They are downloaded again when a tab needs them. */
		async remove(): Promise<void> {
			const gone = await cache.clear();
			store.setState({ failure: gone ? undefined : 'The browser could not delete the networks. Try again.' });
			await refresh();
		},

		/**
		 * Downloads what a tab needs, so that it works offline from then on. Failures are ignored: the tab's own jobs need
		 * the same files, and report them.
		 */
		async prefetch(networks: readonly string[]): Promise<void> {
			try {
				const files = await catalogue.files(networks);
				const kept = await Promise.all(files.map(({ sha256 }) => cache.has(sha256)));
				if (kept.includes(false)) await engine.download(await catalogue.expand(networks));
			} catch {
				return;
			}
		},
	});
}
