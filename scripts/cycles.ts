/** Finds import cycles. */
import { importedFiles, type Tree } from './imports';

/**
 * One cycle for every group of files that import each other, type-only and dynamic imports included.
 * @returns cycles as lists of files, each importing the next and the last importing the first
 */
export function cyclesOf(tree: Tree): string[][] {
	const imports = new Map([...tree.keys()].map((file) => [file, importedFiles(tree, file)]));
	const reached = new Map([...tree.keys()].map((file) => [file, reachableFrom(imports, file)]));
	const cycles: string[][] = [];
	const told = new Set<string>();
	for (const file of [...tree.keys()].sort()) {
		if (told.has(file) || !reached.get(file)?.has(file)) continue;
		for (const other of reached.get(file) ?? []) if (reached.get(other)?.has(file)) told.add(other);
		cycles.push(shortestWay(imports, file));
	}
	return cycles;
}

type Imports = ReadonlyMap<string, readonly string[]>;

/** All files that a file imports, directly or indirectly; includes the file itself if it is part of a cycle. */
function reachableFrom(imports: Imports, file: string): Set<string> {
	const reached = new Set<string>();
	const open = [...(imports.get(file) ?? [])];
	for (let next = open.pop(); next !== undefined; next = open.pop()) {
		if (reached.has(next)) continue;
		reached.add(next);
		open.push(...(imports.get(next) ?? []));
	}
	return reached;
}

/** The shortest cycle through a file that is part of one. */
function shortestWay(imports: Imports, file: string): string[] {
	const cameFrom = new Map<string, string>();
	const open = [file];
	for (const next of open) {
		for (const target of imports.get(next) ?? []) {
			if (target === file) {
				const way = [next];
				for (let at = next; at !== file; ) {
					at = cameFrom.get(at) as string;
					way.unshift(at);
				}
				return way;
			}
			if (!cameFrom.has(target)) {
				cameFrom.set(target, next);
				open.push(target);
			}
		}
	}
	return [file];
}
