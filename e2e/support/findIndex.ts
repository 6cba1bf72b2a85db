/** Fills the index of pictures as an earlier visit would have left it. */
import type { Page } from '@playwright/test';

interface SeededEntry {
	readonly hash: string;
	readonly name: string;
	readonly caption: string;
}

export const indexOf = (count: number): SeededEntry[] =>
	Array.from({ length: count }, (_, at) => ({
		hash: String(at + 1).padStart(64, '0'),
		name: `picture ${at + 1}`,
		caption: `a dog runs past number ${at + 1}`,
	}));

/** To be called on a page of the studio that has not opened Find. The entries have no thumbnails, and vectors of no known networks. */
export async function seedIndex(page: Page, entries: readonly SeededEntry[]): Promise<void> {
	await page.evaluate(
		(seeded) =>
			new Promise<void>((resolve, reject) => {
				// The page has opened it already, with all its stores.
				const opening = indexedDB.open('atelier');
				opening.onerror = () => reject(opening.error);
				opening.onsuccess = () => {
					const writing = opening.result.transaction('indexEntries', 'readwrite');
					writing.oncomplete = () => {
						opening.result.close();
						resolve();
					};
					writing.onerror = () => reject(writing.error);
					seeded.forEach(({ hash, name, caption }, added) => {
						const captions = [{ text: caption, words: caption.split(' '), logProbability: -9 }];
						const embedding = { modelHash: 'of another time', vector: new Float32Array(300).fill(0.0577), captions };
						const size = { width: 300, height: 200 };
						writing
							.objectStore('indexEntries')
							.put({ hash, source: 'folder', name, path: name, ...size, added, embedding });
					});
				};
			}),
		entries,
	);
}
