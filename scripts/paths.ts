/** Finds paths that some system cannot distinguish or cannot have. */

/** Device names, which Windows does not allow for files, whatever the extension. */
const device = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;

/** Characters that Windows does not allow in names: separators, wildcards and control characters. */
const isForbidden = (letter: string): boolean => '<>:"\\|?*'.includes(letter) || letter < ' ';

/** Longest path: Windows limits paths to 260 characters by default, including the checkout's own folder. */
export const pathLimit = 160;

function objectionTo(name: string): string | undefined {
	if (device.test(name)) return `Windows keeps the name ${name} for a device`;
	if (/[. ]$/.test(name)) return `Windows drops the dot or space at the end of “${name}”`;
	const forbidden = [...name].find(isForbidden);
	return forbidden && `Windows allows no ${JSON.stringify(forbidden)} in a name`;
}

/** A name in composed form and lower case: macOS and Windows treat names that are equal in it as one file. */
const folded = (path: string): string => path.normalize('NFC').toLowerCase();

/** A module's path as imports name it. */
const stemOf = (path: string): string => path.replace(/\.(d\.)?(tsx?|mts|css|py)$/, '');

/** Every folder and file once, so that `A/b` and `a/c` are found too. */
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
 * All problems with the paths of a tree, in sentences.
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
	// Paths that differ only by case have such stems too: report them once.
	const stems = twins(paths.map(stemOf), 'are one module where case does not count').filter(
		(finding) => !equal.some((other) => other.startsWith(finding.split(' ', 1)[0] as string)),
	);
	return [...names, ...long, ...equal, ...stems];
}
