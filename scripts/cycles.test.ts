import { describe, expect, it } from 'vitest';
import { checkout } from './checkout';
import { cyclesOf } from './cycles';

const cycles = (tree: Record<string, string>) => cyclesOf(new Map(Object.entries(tree)));

describe('the sources of this checkout', () => {
	it('import each other in no circle', () => {
		const sources = [...checkout()].filter(([file]) => /^(src|cli|scripts|bench|e2e)\/.*\.tsx?$/.test(file));
		expect(sources.length).toBeGreaterThan(100);
		expect(cyclesOf(new Map(sources))).toEqual([]);
	});
});

describe('cyclesOf', () => {
	it('finds nothing where two files import a third, and where a folder imports its own files', () => {
		expect(
			cycles({
				'src/a.ts': "import { b } from './b';\nimport { c } from './c';",
				'src/b.ts': "export * from './c';",
				'src/c.ts': "import { useState } from 'react';",
				'src/d/index.ts': "import { e } from './e';",
				'src/d/e.ts': '',
			}),
		).toEqual([]);
	});

	it.each([
		['by values', "import { a } from './a';"],
		['of types only', "import type { A } from './a';"],
		['re-exported', "export { a } from './a';"],
		['dynamic', "const a = () => import('./a');"],
		['through a worker', "new Worker(new URL('./a.ts', import.meta.url));"],
		['through a glob', "const all = import.meta.glob<{ a: 1 }>('./a*.ts', { eager: true });"],
	])('finds a circle %s', (_, text) => {
		expect(cycles({ 'src/a.ts': "import { b } from './b';", 'src/b.ts': text })).toEqual([['src/a.ts', 'src/b.ts']]);
	});

	it('tells one way round of each circle, the shortest', () => {
		expect(
			cycles({
				'a.ts': "import './b';\nimport './self';",
				'b.ts': "import './c';",
				'c.ts': "import './d';\nimport './a';",
				'd.ts': "import './a';",
				'self.ts': "import './self';",
				'x.ts': "import './y';",
				'y.ts': "import type { X } from './x';",
			}),
		).toEqual([['a.ts', 'b.ts', 'c.ts'], ['self.ts'], ['x.ts', 'y.ts']]);
	});
});
