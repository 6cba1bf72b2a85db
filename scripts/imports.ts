/** Finds the imports of source files by their text. */
import { dirname, join, normalize } from 'node:path/posix';

/** Files' texts by their path below the checkout, with `/`. */
export type Tree = ReadonlyMap<string, string>;

const importPattern =
	/(?:^|[\s;{}(=,])(?:import|export)\s*(?:type\s)?[^'"`;()]*?from\s*['"]([^'"]+)['"]|(?:^|[\s;])import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)|new URL\(\s*['"]([^'"]+\.tsx?)['"],\s*import\.meta\.url/g;

/** Removes comments, so that examples in docstrings do not count, but not the `/*` in a string of a glob. */
const withoutComments = (text: string) =>
	text.replace(/(^|\s)\/\*[\s\S]*?\*\//g, '$1').replace(/(^|\s)\/\/.*$/gm, '$1');

/** Module specifiers in a file's text: static, re-exporting and dynamic imports, and worker URLs. */
export function importsOf(text: string): string[] {
	return [...withoutComments(text).matchAll(importPattern)].map((match) => match.slice(1).find(Boolean) ?? '');
}

/** The file that a relative specifier refers to; undefined for a package or a file that is not a source. */
export function resolveImport(tree: Tree, from: string, specifier: string): string | undefined {
	if (!specifier.startsWith('.')) return undefined;
	const path = normalize(join(dirname(from), specifier.replace(/\?.*$/, '')));
	return [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`].find((candidate) => tree.has(candidate));
}

/** The files that `import.meta.glob` in a file's text imports. */
function globbed(tree: Tree, from: string, text: string): string[] {
	const globs = [...withoutComments(text).matchAll(/import\.meta\.glob(?:<[^>]*>)?\(\s*['"](\.[^'"]+)['"]/g)];
	return globs.flatMap(([, glob = '']) => {
		const path = normalize(join(dirname(from), glob))
			.replaceAll('.', '\\.')
			.replaceAll('*', '[^/]*');
		return [...tree.keys()].filter((file) => new RegExp(`^${path}$`).test(file));
	});
}

/** All files that a file imports, including types, dynamic imports and workers. */
export function importedFiles(tree: Tree, file: string): string[] {
	const text = tree.get(file) ?? '';
	const files = importsOf(text).flatMap((specifier) => resolveImport(tree, file, specifier) ?? []);
	return [...new Set([...files, ...globbed(tree, file, text)])];
}
