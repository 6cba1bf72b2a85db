/** Finds paths that some system cannot keep apart, or cannot have at all. */

/** Device names that Windows gives to no file, whatever ending follows. */
const device = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;

/** Characters that Windows allows in no name: its separators, wildcards and control characters. */
const isForbidden = (letter: string): boolean => '<>:"\\|?*'.includes(letter) || letter < ' ';

/** Windows opens no longer path than 260 characters by default; a checkout's own folder needs some of them. */
export const pathLimit = 160;

function objectionTo(name: string): string | undefined {
	if (device.test(name)) return `Windows keeps the name ${name} for a device`;
	if (/[. ]$/.test(name)) return `Windows drops the dot or space at the end of “${name}”`;
	const forbidden = [...name].find(isForbidden);
	return forbidden && `Windows allows no ${JSON.stringify(forbidden)} in a name`;
}

/** A name with composed letters, in lower case: macOS and Windows take names that are equal so for one file. */
const folded = (path: string): string => path.normalize('NFC').toLowerCase();

/** A module's path as imports name it. */
const stemOf = (path: string): string => path.replace(/\.(d\.)?(tsx?|mts|css|py)$/, '');

/** Every folder and file once, so that `A/b` beside `a/c` is found as well. */
function withFolders(paths: readonly string[]): Set<string> {
	const all = new Set<string>();
	for (const path of paths) {
		const parts = path.split('/');
		for (let length = 1; length <= parts.length; length++) all.add(parts.slice(0, length).join('/'));
	}
	return all;
}

function twins(paths: Iterable<string>, why: string): string[] {
	const seen = new Map<string, string>();
	const found: string[] = [];
	for (const path of paths) {
		const twin = seen.get(folded(path));
		if (twin !== undefined && twin !== path) found.push(`${twin} and ${path} ${why}`);
		seen.set(folded(path), path);
	}
	return found;
}

/**
 * All that is wrong with the paths of a tree, in sentences.
 * @param paths files, with `/` between folders
 */
export function pathFindings(paths: readonly string[]): string[] {
	const all = withFolders(paths);
	const names = [...all].flatMap((path) => {
		const objection = objectionTo(path.slice(path.lastIndexOf('/') + 1));
		return objection === undefined ? [] : [`${path}: ${objection}`];
	});
	const long = paths.filter(({ length }) => length > pathLimit).map((path) => `${path}: longer than ${pathLimit}`);
	const equal = twins(all, 'differ only by case');
	// Where the paths differ by case alone, their stems do too: once is enough.
	const stems = twins(paths.map(stemOf), 'are one module where case does not count').filter(
		(finding) => !equal.some((other) => other.startsWith(finding.split(' ', 1)[0] as string)),
	);
	return [...names, ...long, ...equal, ...stems];
}
