/** The rule for style sheets: CSS Modules, whose classes are those that their components use. */
import { dirname, posix } from 'node:path';

/** Style sheets of the whole page: the palette, and the styles of bare elements. */
const global = ['src/ui/tokens.css', 'src/ui/base.css'];

const imported = /import (\w+) from '(\.[^']*\.module\.css)'/g;
const comments = /\/\*.*?\*\//gs;
const blocks = /\{[^{}]*\}/g;

/** The classes that a module defines, without those of the whole page. */
function classesOf(sheet: string): Set<string> {
	const selectors = sheet
		.replace(comments, '')
		.replace(/:global\([^)]*\)/g, '')
		.replace(blocks, '{}');
	return new Set([...selectors.matchAll(/\.([a-zA-Z_][\w-]*)/g)].map(([, name = '']) => name));
}

/**
 * Plain style sheets, classes that a component uses but no module defines, and classes that no component uses.
 * A module that is read by computed names counts as used.
 * @param files path to text of the components and style sheets in `src`
 */
export function styleFindings(files: ReadonlyMap<string, string>): readonly string[] {
	const sheets = [...files.keys()].filter((file) => file.endsWith('.css') && !global.includes(file));
	const found = sheets.filter((file) => !file.endsWith('.module.css')).map((file) => `${file} is no CSS Module`);
	const used = new Map<string, Set<string> | 'all'>();
	for (const [file, text] of files) {
		for (const [, name, path = ''] of text.matchAll(imported)) {
			const sheet = posix.join(dirname(file), path);
			const defined = classesOf(files.get(sheet) ?? '');
			if (new RegExp(`(?<![.\\w])${name}\\[`).test(text)) used.set(sheet, 'all');
			for (const [, local = ''] of text.matchAll(new RegExp(`(?<![.\\w])${name}\\.(\\w+)`, 'g'))) {
				if (!defined.has(local)) found.push(`${file} uses .${local}, which ${sheet} does not define`);
				const names = used.get(sheet) ?? new Set();
				if (names !== 'all') used.set(sheet, names.add(local));
			}
		}
	}
	for (const sheet of sheets.filter((file) => file.endsWith('.module.css'))) {
		const names = used.get(sheet);
		if (names === 'all') continue;
		for (const local of classesOf(files.get(sheet) ?? ''))
			if (!names?.has(local)) found.push(`${sheet} defines .${local}, which nothing uses`);
	}
	return found;
}
