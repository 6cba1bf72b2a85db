/** Writes and reads stories as Markdown: other programs show the text, and Atelier restores the settings from it. */
import { nameOf, type StoryRecipe } from './recipe';

const opening = '<!-- atelier-recipe';
const closing = '-->';

/** Two hyphens in a JSON string would end the HTML comment. */
const inComment = (value: unknown): string => JSON.stringify(value, null, '\t').replaceAll('--', '\\u002d\\u002d');

/** @param text paragraphs separated by line breaks */
export function toMarkdown(text: string, recipe: StoryRecipe): string {
	const { text: _, ...bare } = recipe;
	const paragraphs = text.split(/\n+/).filter((paragraph) => paragraph.trim() !== '');
	return `# ${nameOf(recipe)}\n\n${paragraphs.join('\n\n')}\n\n${opening}\n${inComment(bare)}\n${closing}\n`;
}

/** The story and its recipe; undefined for any other file. */
export function fromMarkdown(file: string): { readonly text: string; readonly recipe: unknown } | undefined {
	const start = file.lastIndexOf(opening);
	const end = file.indexOf(closing, start);
	if (start < 0 || end < 0) return undefined;
	try {
		const recipe: unknown = JSON.parse(file.slice(start + opening.length, end));
		const body = file.slice(0, start).replaceAll('\r\n', '\n');
		return { text: body.replace(/^\uFEFF?\s*# [^\n]*\n/, '').trim(), recipe };
	} catch {
		return undefined;
	}
}
