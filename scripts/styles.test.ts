import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './build';
import { checkoutPaths } from './checkout';
import { styleFindings } from './styles';

const findings = (files: Record<string, string>) => styleFindings(new Map(Object.entries(files)));

describe('the style sheets of this checkout', () => {
	it('are CSS Modules whose classes are those that components use', () => {
		const paths = checkoutPaths().filter((path) => /^src\/.*\.(css|tsx)$/.test(path));
		expect(paths.length).toBeGreaterThan(100);
		expect(styleFindings(new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')])))).toEqual([]);
	});
});

describe('styleFindings', () => {
	const component = "import styles from './A.module.css';\n<p className={classes('numbers', styles.line)} />";

	it('finds a plain style sheet', () => {
		expect(findings({ 'src/a/A.css': '' })).toEqual(['src/a/A.css is no CSS Module']);
		expect(findings({ 'src/ui/base.css': '' })).toEqual([]);
	});

	it('finds classes that are used but not defined, and defined but not used', () => {
		expect(findings({ 'src/a/A.tsx': component, 'src/a/A.module.css': '.line { color: red } .row {}' })).toEqual([
			'src/a/A.module.css defines .row, which nothing uses',
		]);
		expect(findings({ 'src/a/A.tsx': component, 'src/a/A.module.css': '/* .line */ .row:hover {}' })).toEqual([
			'src/a/A.tsx uses .line, which src/a/A.module.css does not define',
			'src/a/A.module.css defines .row, which nothing uses',
		]);
	});

	it('passes over numbers, global classes and computed names', () => {
		expect(
			findings({
				'src/a/A.tsx': component,
				'src/a/A.module.css': '.line :global(.numbers) { margin: 0.5em }\n@media (x) { .line { gap: .25em } }',
			}),
		).toEqual([]);
		expect(
			findings({
				'src/a/B.tsx': "import styles from './A.module.css';\n<p className={styles[id]} />",
				'src/a/A.module.css': '.one {} .two {}',
			}),
		).toEqual([]);
	});
});
