import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { studioDatabase } from './stores';

interface Dumped {
	readonly stores: Readonly<Record<string, { readonly keyPath: string | null }>>;
}
const dump: Readonly<Record<string, Dumped>> = JSON.parse(
	readFileSync(join(import.meta.dirname, '../../../e2e/fixtures/keptData.json'), 'utf8'),
);
const { versions, earlier = [] } = studioDatabase;

describe('the studio’s database', () => {
	it('has in each version what that version brought, for good', () => {
		expect(versions.map((stores) => Object.keys(stores).sort())).toEqual([
			['items'],
			[
				'indexEntries',
				'indexFiles',
				'indexLeftOut',
				'indexThumbnails',
				'moved',
				'ownNetworkWeights',
				'ownNetworks',
				'stories',
				'storyStyles',
			],
			['session'],
		]);
	});

	it('has a place for every store of the databases that it takes over, with the same key', () => {
		expect(Object.keys(dump).sort()).toEqual(['atelier', ...earlier.map(({ name }) => name)].sort());
		for (const { name, stores } of earlier) {
			for (const [store, { keyPath }] of Object.entries(dump[name]?.stores ?? {})) {
				expect(versions[1]?.[stores[store] ?? ''], `${name}: ${store}`).toBeDefined();
				expect(versions[1]?.[stores[store] ?? '']?.keyPath ?? null).toBe(keyPath);
			}
		}
	});
});
