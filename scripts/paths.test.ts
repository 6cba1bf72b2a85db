import { describe, expect, it } from 'vitest';
import { checkoutPaths } from './checkout';
import { pathFindings } from './paths';

describe('the paths of this checkout', () => {
	it('can be had on Linux, macOS and Windows', () => {
		const paths = checkoutPaths();
		expect(paths.length).toBeGreaterThan(100);
		expect(pathFindings(paths)).toEqual([]);
	});
});

describe('pathFindings', () => {
	it('finds files and folders that differ only by case, or only by how a letter is composed', () => {
		expect(pathFindings(['src/a.ts', 'src/A.ts'])).toEqual(['src/a.ts and src/A.ts differ only by case']);
		expect(pathFindings(['src/ui/a.ts', 'src/UI/b.ts'])).toEqual(['src/ui and src/UI differ only by case']);
		expect(pathFindings(['caf\u00e9.md', 'cafe\u0301.md'])).toHaveLength(1);
	});

	it('finds modules whose names differ only by case and ending', () => {
		expect(pathFindings(['src/ui/toasts.ts', 'src/ui/Toasts.tsx', 'src/ui/toasts.test.ts'])).toEqual([
			'src/ui/toasts and src/ui/Toasts are one module where case does not count',
		]);
	});

	it('lets a component have its style sheet and its test', () => {
		expect(pathFindings(['src/ui/Toasts.tsx', 'src/ui/Toasts.css', 'src/ui/Toasts.test.tsx'])).toEqual([]);
	});

	it.each([
		'src/con.ts',
		'aux/a.ts',
		'NUL',
		'docs/com1.md',
		'a.',
		'b /c.ts',
		'what?.md',
		'a:b.ts',
		'a\\b.ts',
		'new\nline.md',
		`${'long/'.repeat(40)}a.ts`,
	])('refuses %j', (path) => {
		expect(pathFindings([path])).toHaveLength(1);
	});

	it('takes names that only look like a device', () => {
		expect(pathFindings(['src/console.ts', 'src/context.ts', 'src/com10.ts', '.nvmrc'])).toEqual([]);
	});
});
