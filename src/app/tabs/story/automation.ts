/** Writes stories and encodes styles for scripts, without the panel. */
import { startFlags } from '../../../engine/jobs/runner';
import { toMarkdown } from '../../../features/story/markdown';
import { defaultStoryOptions } from '../../../features/story/options';
import { plain, refit } from '../../../features/story/pieces';
import { genreLabel } from '../../../features/story/recipe';
import { recipeOf } from '../../../features/story/recipeOf';
import { afterEvent, doingText, firstDoing, loadingText, requestOf } from '../../../features/story/run';
import type { Draft, Picture, Run, StylePick } from '../../../features/story/state';
import { readTextFile } from '../../../features/story/textFile';
import type { EncodeStyleProgress } from '../../../features/story/types';
import { typeset } from '../../../features/story/typeset';
import { takePicture } from '../../../library/intake/intake';
import { browserTools, hashOf } from '../../../library/intake/tools';
import { withoutEnding } from '../../../library/names';
import { fromBase64, toBase64 } from '../../../models/base64';
import { AtelierError } from '../../../models/errors';
import type { AutomatedFile, OnLine } from '../../automation/types';
import type {
	AutomatedStory,
	AutomatedStoryStyle,
	AutomatedStoryteller,
	AutomatedStyle,
	WriteStoryRequest,
} from './automationTypes';
import { engine } from './engine';

/** Reports each line only once. */
function changes(onLine: OnLine | undefined): OnLine {
	let last = '';
	return (line) => {
		if (line !== last) onLine?.(line);
		last = line;
	};
}

async function take({ data, name }: AutomatedFile): Promise<Picture> {
	const taken = await takePicture(new Blob([fromBase64(data)]), name, browserTools);
	const { picture, width, height } = taken;
	return { name: withoutEnding(name), picture, thumbnail: picture, width, height, hash: await hashOf(picture) };
}

const pickOf = (style: AutomatedStoryStyle): StylePick =>
	style.kind === 'genre'
		? { kind: 'genre', key: style.id, title: genreLabel(style.id), weight: style.weight }
		: { ...style, key: style.name, title: style.name, vector: new Float32Array(fromBase64(style.vector).buffer) };

async function writeAbout(
	picture: Picture,
	{ styles, options, begin }: Omit<WriteStoryRequest, 'picture'>,
	onLine: OnLine,
): Promise<AutomatedStory> {
	const settings = { styles: styles.map(pickOf), options: { ...defaultStoryOptions, ...options } };
	const beginning = begin === undefined ? {} : { begin };
	let draft: Draft = { id: '', picture, settings, ...beginning, pieces: plain(begin ?? ''), stages: [], edited: false };
	let run: Run = { draft: '', ...startFlags, doing: firstDoing, written: 0 };
	const passages: string[] = [];
	onLine(firstDoing);
	const { text, stages, ...result } = await engine.run('story', requestOf({ picture, ...settings }, begin), {
		onProgress: (event) => {
			({ run, draft } = afterEvent(run, draft, event));
			if (event.type === 'passage') passages.push(event.caption);
			onLine(doingText(run));
		},
	});
	const recipe = recipeOf({ ...draft, result }, text, new Date());
	return {
		text,
		...result,
		stages: stages.map((stage) =>
			stage.stage === 'shift' ? { ...stage, before: toBase64(stage.before), after: toBase64(stage.after) } : stage,
		),
		passages,
		// Words that were cut back to the end of a sentence are left out.
		words: refit(draft.pieces, typeset(text)).flatMap(({ word }) => word ?? []),
		markdown: toMarkdown(text, recipe),
	};
}

async function write(
	{ picture, ...rest }: WriteStoryRequest,
	onLine?: OnLine,
): ReturnType<AutomatedStoryteller['write']> {
	try {
		return await writeAbout(await take(picture), rest, changes(onLine));
	} catch (error) {
		if (error instanceof AtelierError && error.code.startsWith('picture-')) return { why: error.message };
		throw error;
	}
}

function readingLine(event: EncodeStyleProgress): string {
	return event.type === 'loading' ? (loadingText(event) ?? 'Reading') : `${event.done}/${event.total} sentences`;
}

async function readStyle({ data, name: file }: AutomatedFile, onLine?: OnLine): Promise<AutomatedStyle> {
	const text = await readTextFile(new Blob([fromBase64(data)]), file);
	const name = withoutEnding(file);
	const onNewLine = changes(onLine);
	const style = await engine.run(
		'encodeStyle',
		{ text, name },
		{ onProgress: (event) => onNewLine(readingLine(event)) },
	);
	return { ...style, name, vector: toBase64(style.vector) };
}

export const story: AutomatedStoryteller = { write, readStyle };
