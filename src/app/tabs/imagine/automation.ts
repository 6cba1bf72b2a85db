/** Draws birds for scripts, without the panel. */
import { startFlags } from '../../../engine/jobs/runner';
import { loadImagineModels } from '../../../features/imagine/models';
import { notSeenIn } from '../../../features/imagine/notSeen';
import { pngOf } from '../../../features/imagine/png';
import { afterEvent, requestOf, startOf, statusText } from '../../../features/imagine/run';
import { readSentence } from '../../../features/imagine/sentence';
import { type Run, type Sheet, shownBirds, type Work } from '../../../features/imagine/state';
import { tellsPart, toldOf } from '../../../features/imagine/told';
import type { Bird } from '../../../features/imagine/types';
import { type Base64, toBase64 } from '../../../models/base64';
import { AtelierError } from '../../../models/errors';
import type {
	AutomatedBird,
	AutomatedBirds,
	AutomatedImagine,
	AutomatedReading,
	DrawBirdsRequest,
} from './automationTypes';
import { engine } from './engine';

async function read(texts: readonly string[]): Promise<readonly AutomatedReading[]> {
	const { vocabulary } = await loadImagineModels();
	if (vocabulary === undefined) {
		const advice = 'Build the studio again.';
		throw new AtelierError(
			'model-missing',
			`The words that can be drawn (stackgan/words.json) cannot be read. ${advice}`,
		);
	}
	return texts.map((text) => {
		const { words, read, notes, problem } = readSentence(text, vocabulary);
		const unknown = words.filter(({ known, beyond }) => known === undefined && !beyond);
		return {
			text,
			read,
			notes,
			unknown: unknown.map(({ text: word, nearest }) => ({ word, ...(nearest !== undefined && { nearest }) })),
			...(problem && { problem }),
		};
	});
}

/** What all files of one request have in common. */
type Provenance = Pick<Work, 'truncation' | 'samples' | 'bestOf' | 'backend' | 'modelHash'>;

async function fileOf(work: Work, when: Date): Promise<Base64> {
	return toBase64(await (await pngOf(work, when)).png.arrayBuffer());
}

/** The recipe inside a sketch names stage I only, so it draws that sketch again. */
async function filesOf(sheet: Sheet, index: number, how: Provenance, when: Date): Promise<AutomatedBird> {
	const bird = sheet.birds[index] as Bird;
	const { sketch, detail } = sheet.drawn[index] ?? {};
	if (sketch === undefined) throw new AtelierError('internal', 'A bird was not drawn.');
	return {
		index,
		notSeen: notSeenIn(sheet, index).map(({ name }) => name),
		sketch: await fileOf({ ...how, bird, picture: sketch, stages: 1 }, when),
		...(detail && { detail: await fileOf({ ...how, bird, picture: detail, stages: 2 }, when) }),
	};
}

const numbers = ({ read, mean, sigma }: Sheet['conditionings'][number]) => ({
	read,
	mean: Array.from(mean),
	sigma: Array.from(sigma),
});

async function draw(request: DrawBirdsRequest, onLine?: (line: string) => void): Promise<AutomatedBirds> {
	const { truncation, samples, bestOf, stages, best } = request;
	const { text = '', seed = 0 } = request.birds[0] ?? {};
	const told = request.birds.some(({ towards }) => towards) ? [] : toldOf(text, await loadImagineModels());
	const isRanked = best !== undefined && tellsPart(told);
	const birds = isRanked ? request.birds : request.birds.slice(0, best);
	const plain = { id: '', kind: 'samples', draft: false, conditionings: [] } as const;
	let sheet: Sheet = {
		...{ ...plain, text, seed, truncation, stages, birds, told },
		drawn: birds.map(() => ({})),
		...(isRanked && { best }),
	};
	let run: Run = { ...startFlags, ...startOf(sheet) };
	let last = '';
	const result = await engine.run('imagine', requestOf(sheet), {
		onProgress: (event) => {
			({ run, sheet } = afterEvent(run, sheet, event));
			const line = statusText(run);
			if (line !== last) onLine?.(line);
			last = line;
		},
	});
	const { drawn: _, ...figures } = result;
	const how = { truncation, samples, bestOf, backend: figures.backend, modelHash: figures.modelHash };
	const when = new Date();
	const files = shownBirds(sheet).map((at) => filesOf(sheet, at, how, when));
	return { ...figures, conditionings: sheet.conditionings.map(numbers), birds: await Promise.all(files) };
}

export const imagine: AutomatedImagine = { read, draw };
