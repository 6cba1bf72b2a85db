/** The birds of a plan, drawn by the page and put where they go. */
import type { Page } from 'playwright';
import type { AutomatedBirds, AutomatedReading } from '../../src/app/tabs/imagine/automationTypes';
import { problemAdvice } from '../../src/features/imagine/sentence';
import { UsageError } from '../flags';
import { ask } from './ask';
import { type DrawnBird, type DrawnSheet, lineOf } from './documents';
import { putIn } from './folder';
import type { Plan, Sheet } from './plan';

/** @throws UsageError about the first sentence that nothing can be drawn of */
export function judge(readings: readonly AutomatedReading[]): void {
	const bad = readings.find(({ problem }) => problem !== undefined);
	if (bad?.problem === undefined) return;
	throw new UsageError(
		readings.length === 1 ? problemAdvice[bad.problem] : `“${bad.text}”: ${problemAdvice[bad.problem]}`,
	);
}

function put(out: string, { birds: named }: Sheet, { birds }: AutomatedBirds): DrawnBird[] {
	return named.map(({ bird, name }, at): DrawnBird => {
		const { sketch, detail } = birds[at] ?? {};
		if (sketch === undefined) throw new Error(`${name} was not drawn.`);
		return {
			seed: bird.seed,
			...(bird.towards && { share: bird.towards.share }),
			sketch: putIn(out, `${name}-sketch.png`, sketch),
			...(detail !== undefined && { detail: putIn(out, `${name}.png`, detail) }),
		};
	});
}

/**
 * Sheet after sheet in one page; what was drawn by then is there when it is stopped.
 * @returns what is printed
 * @throws UsageError for a sentence that nothing can be drawn of, before anything is drawn
 */
export async function drawAll(page: Page, plan: Plan): Promise<Readonly<Record<string, unknown>>> {
	const { texts, sheets, options, stages, out } = plan;
	const began = performance.now();
	const readings = await ask(page, 'read', texts);
	judge(readings);
	for (const note of new Set(readings.flatMap(({ notes }) => notes))) console.error(note);
	const drawn: DrawnSheet[] = [];
	for (const [at, sheet] of sheets.entries()) {
		if (sheets.length > 1) console.error(`${at + 1}/${sheets.length} ${sheet.text}`);
		const birds = sheet.birds.map(({ bird }) => bird);
		const { truncation, samples } = options;
		const made = await ask(page, 'draw', { birds, truncation, samples, stages });
		drawn.push({ text: sheet.text, made, birds: put(out, sheet, made) });
	}
	return lineOf(plan, readings, drawn, (performance.now() - began) / 1000);
}
