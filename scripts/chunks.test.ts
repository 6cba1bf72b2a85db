import { describe, expect, it } from 'vitest';
import { tabsWith } from './chunks';

/** Who imports whom. */
const importers: Readonly<Record<string, readonly string[]>> = {
	'/src/ui/Button.tsx': ['/src/ui/RunBar.tsx', '/src/app/Header.tsx'],
	'/src/ui/RunBar.tsx': ['/src/features/paint/Panel.tsx', '/src/features/story/Panel.tsx'],
	'/src/features/paint/Panel.tsx': ['/src/app/tabs/paint/page.tsx'],
	'/src/features/story/Panel.tsx': ['C:\\src\\app\\tabs\\story\\page.tsx', '/src/features/story/circle.ts'],
	'/src/features/story/circle.ts': ['/src/features/story/Panel.tsx'],
};
const graph = { getModuleInfo: (id: string) => ({ importers: importers[id] ?? [] }) };

describe('tabsWith', () => {
	it.each([
		['a page itself', '/src/app/tabs/paint/page.tsx', ['paint']],
		['a module of one tab, in a circle of imports', '/src/features/story/circle.ts', ['story']],
		['a module that several tabs reach', '/src/ui/Button.tsx', ['paint', 'story']],
		['a module that no tab reaches', '/src/app/Header.tsx', []],
	])('finds the tabs of %s', (_, id, tabs) => {
		expect(tabsWith(id, graph).sort()).toEqual(tabs);
	});
});
