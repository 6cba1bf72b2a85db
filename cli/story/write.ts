/** Writes the stories of a plan on the page, and saves them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Page } from 'playwright';
import type { AutomatedStory, AutomatedStoryStyle } from '../../src/app/tabs/story/automationTypes';
import { ask } from './ask';
import { documentOf, entryOf, type StoryTask, vectorsOf } from './documents';
import { genresFor } from './genres';
import { markdownNames, writeIn } from './places';
import { type Plan, seedOf } from './plan';

type Written = { readonly task: StoryTask; readonly story: AutomatedStory };

const json = (value: unknown) => `${JSON.stringify(value, null, '\t')}\n`;

async function readTexts(page: Page, texts: Plan['texts']): Promise<AutomatedStoryStyle[]> {
	const styles: AutomatedStoryStyle[] = [];
	for (const text of texts) {
		const { name, vector, modelHash } = await ask(page, 'readStyle', text);
		styles.push({ kind: 'own', name, vector, modelHash, weight: 1 });
	}
	return styles;
}

function open(path: string): string | undefined {
	try {
		return readFileSync(path).toString('base64');
	} catch {
		return undefined;
	}
}

/** Writes about one picture of the plan. */
async function writeAt(
	page: Page,
	plan: Plan,
	own: readonly AutomatedStoryStyle[],
	at: number,
): Promise<Written | { readonly why: string }> {
	const { file = '', path = '' } = plan.files[at] ?? {};
	const data = open(path);
	if (data === undefined) return { why: `${path} cannot be opened. Check that it is there and may be read.` };
	const options = { ...plan.options, seed: seedOf(plan.options.seed, at) };
	const begin = plan.begin === undefined ? {} : { begin: plan.begin };
	const chosen = genresFor(plan.genres, at).map((genre): AutomatedStoryStyle => ({ kind: 'genre', ...genre }));
	const styles = [...chosen, ...own];
	const story = await ask(page, 'write', { picture: { data, name: basename(path) }, styles, options, ...begin });
	if ('why' in story) return story;
	const named = styles.map((style) => ({ name: style.kind === 'genre' ? style.id : style.name, weight: style.weight }));
	return { task: { picture: file, styles: named, options, ...begin }, story };
}

/** Writes and saves one story. @returns the document to print @throws Error when no story could be written */
export async function writeOne(page: Page, plan: Plan): Promise<Readonly<Record<string, unknown>>> {
	const { out, vectors } = plan;
	const written = await writeAt(page, plan, await readTexts(page, plan.texts), 0);
	if ('why' in written) throw new Error(written.why);
	const { task, story } = written;
	const document = { ...documentOf(task, story), ...(vectors && vectorsOf(story)) };
	if (out?.kind === 'document') writeFileSync(out.path, json(document));
	if (out?.kind === 'story') writeFileSync(out.path, story.markdown);
	if (plan.json && out?.kind !== 'document') return document;
	const { picture, genre, seed, text, seconds, firstWord, backend, modelHash } = document;
	return { ...(out && { out: out.path }), picture, genre, seed, text, seconds, firstWord, backend, modelHash };
}

/**
 * Writes and saves stories one after the other on one page; if stopped, the stories so far are saved.
 * @returns the summary to print
 * @throws Error when no story could be written about any picture
 */
export async function writeAll(page: Page, plan: Plan): Promise<Readonly<Record<string, unknown>>> {
	const { files, out, vectors } = plan;
	const began = performance.now();
	const own = await readTexts(page, plan.texts);
	const names = markdownNames(files);
	const stories: object[] = [];
	const unreadable: { file: string; why: string }[] = [];
	let networks = {};
	for (const [at, { file }] of files.entries()) {
		console.error(`${at + 1}/${files.length} ${file}`);
		const written = await writeAt(page, plan, own, at);
		if ('why' in written) {
			console.error(written.why);
			unreadable.push({ file, why: written.why });
			continue;
		}
		const { task, story } = written;
		stories.push({ ...entryOf(task, story), ...(vectors && vectorsOf(story)) });
		networks = { backend: story.backend, modelHash: story.modelHash };
		if (out?.kind === 'document') writeFileSync(out.path, json(stories));
		if (out?.kind === 'folder') writeIn(out.path, names[at] ?? file, story.markdown);
	}
	if (stories.length === 0) throw new Error(unreadable[0]?.why);
	const isPrinted = out === undefined || (plan.json && out.kind !== 'document');
	return {
		...(out && { out: out.path }),
		stories: isPrinted ? stories : stories.length,
		unreadable,
		seconds: (performance.now() - began) / 1000,
		...networks,
	};
}
