/** Reads from a file's text which files of the tree it imports. */
import { dirname, join, normalize } from 'node:path/posix';

/** Path below the checkout, with `/` -> the file's text. */
export type Tree = ReadonlyMap<string, string>;

const importPattern =
	/(?:^|[\s;{}(=,])(?:import|export)\s*(?:type\s)?[^'"`;()]*?from\s*['"]([^'"]+)['"]|(?:^|[\s;])import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)|new URL\(\s*['"]([^'"]+\.tsx?)['"],\s*import\.meta\.url/g;

/** Comments out, so that an example in a docstring is no import. Strings with `//` in them lose their tail: harmless here. */
const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');

/** Module specifiers that a file's text names: static, re-exporting, dynamic, and worker addresses. */
export function importsOf(text: string): string[] {
	return [...withoutComments(text).matchAll(importPattern)].map((match) => match.slice(1).find(Boolean) ?? '');
}

/** The file of the tree that a relative specifier means, or undefined for a package or a file that is no source. */
export function resolveImport(tree: Tree, from: string, specifier: string): string | undefined {
	if (!specifier.startsWith('.')) return undefined;
	const path = normalize(join(dirname(from), specifier.replace(/\?.*$/, '')));
	return [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`].find((candidate) => tree.has(candidate));
}

/** The files that `import.meta.glob` in a file's text takes in. */
function globbed(tree: Tree, from: string, text: string): string[] {
	const globs = [...withoutComments(text).matchAll(/import\.meta\.glob(?:<[^>]*>)?\(\s*['"](\.[^'"]+)['"]/g)];
	return globs.flatMap(([, glob = '']) => {
		const path = normalize(join(dirname(from), glob))
			.replaceAll('.', '\\.')
			.replaceAll('*', '[^/]*');
		return [...tree.keys()].filter((file) => new RegExp(`^${path}$`).test(file));
	});
}

/** All files of the tree that a file imports in whatever way: types, dynamic imports and workers included. */
export function importedFiles(tree: Tree, file: string): string[] {
	const text = tree.get(file) ?? '';
	const files = importsOf(text).flatMap((specifier) => resolveImport(tree, file, specifier) ?? []);
	return [...new Set([...files, ...globbed(tree, file, text)])];
}
