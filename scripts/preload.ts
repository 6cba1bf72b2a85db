/**
 * A Vite plugin: what a first visit shows is loaded beside the page's own script instead of after it. Style sheets are
 * only preloaded, so that one that fails is noticed and loaded again with its part.
 */
import type { HtmlTagDescriptor, Plugin } from 'vite';

/** @param module the module whose script, imports and style sheets are preloaded, by the end of its path */
export const preload = (module: string): Plugin => ({
	name: 'atelier-preload',
	apply: 'build',
	transformIndexHtml: {
		order: 'post',
		handler(html, { bundle = {} }) {
			const files = new Set<string>();
			const visit = (file: string): void => {
				const chunk = bundle[file];
				if (files.has(file) || chunk?.type !== 'chunk') return;
				files.add(file);
				for (const sheet of chunk.viteMetadata?.importedCss ?? []) files.add(sheet);
				chunk.imports.forEach(visit);
			};
			const isIt = (id: string) => id.replaceAll('\\', '/').endsWith(module);
			for (const file of Object.values(bundle)) {
				if (file.type === 'chunk' && file.moduleIds.some(isIt)) visit(file.fileName);
			}
			if (files.size === 0) throw new Error(`No script of the page contains ${module}.`);
			return [...files]
				.filter((file) => !html.includes(file))
				.map((file): HtmlTagDescriptor => {
					const kind = file.endsWith('.css') ? { rel: 'preload', as: 'style' } : { rel: 'modulepreload' };
					return { tag: 'link', attrs: { ...kind, crossorigin: true, href: `./${file}` }, injectTo: 'head' };
				});
		},
	},
});
