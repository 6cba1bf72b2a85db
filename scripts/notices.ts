/** Writes the licences of the packages in the build, those of the workers too, for the page's "About". */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

export const noticesFile = 'notices.json';

/** A package in the build. */
export interface Notice {
	readonly name: string;
	readonly version: string;
	/** SPDX identifier. */
	readonly license: string;
	readonly author?: string;
	/** The texts of its licence and notices, as the package has them. */
	readonly texts: readonly string[];
}

/** The folder of the package that a module belongs to; undefined for our own modules. */
export function packageFolder(moduleId: string): string | undefined {
	const at = moduleId.replaceAll('\\', '/').lastIndexOf('/node_modules/');
	if (at < 0 || moduleId.startsWith('\0')) return undefined;
	const [scope = '', name = ''] = moduleId.slice(at + '/node_modules/'.length).split(/[\\/]/);
	return join(moduleId.slice(0, at), 'node_modules', scope, scope.startsWith('@') ? name : '');
}

interface Described {
	readonly name: string;
	readonly version: string;
	readonly license?: string;
	readonly author?: string | { readonly name?: string };
}

/** @param apache the text of the Apache licence, which some packages under it leave out */
export function noticeOf(folder: string, apache: string): Notice {
	const described = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Described;
	const { name, version, license = 'see the package' } = described;
	const author = typeof described.author === 'string' ? described.author : described.author?.name;
	const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice|third.?party)/i.test(file));
	const texts = files.sort().map((file) => readFileSync(join(folder, file), 'utf8').trim());
	if (texts.length === 0 && license === 'Apache-2.0') texts.push(apache);
	return { name, version, license, ...(author && { author }), texts };
}

/** The folders of the packages seen so far: workers are bundled before the page. */
const folders = new Set<string>();

/** Notes the packages in a bundle. For the page and for each kind of worker. */
export const collectPackages = (): Plugin => ({
	name: 'atelier-collect-packages',
	apply: 'build',
	generateBundle(_, bundle) {
		for (const output of Object.values(bundle)) {
			if (output.type !== 'chunk') continue;
			for (const id of output.moduleIds) {
				const folder = packageFolder(id);
				if (folder !== undefined && existsSync(join(folder, 'package.json'))) folders.add(folder);
			}
		}
	},
});

/** Writes the notices of all packages that were noted. */
export const notices = (): Plugin => ({
	name: 'atelier-notices',
	apply: 'build',
	generateBundle: {
		order: 'post',
		handler() {
			const apache = readFileSync(join(this.environment.config.root, 'LICENSE'), 'utf8').trim();
			const all = [...folders].map((folder) => noticeOf(folder, apache));
			all.sort((a, b) => a.name.localeCompare(b.name));
			this.emitFile({ type: 'asset', fileName: noticesFile, source: JSON.stringify(all) });
		},
	},
});
