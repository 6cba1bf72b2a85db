/** Draws the birds of a plan in the page and saves them. */
import type { Page } from 'playwright';
import type { AutomatedBirds, AutomatedReading } from '../../src/app/tabs/imagine/automationTypes';
import { problemAdvice } from '../../src/features/imagine/sentence';
import { UsageError } from '../flags';
import { ask } from './ask';
import { type DrawnBird, type DrawnSheet, summaryOf } from './documents';
import { saveIn } from './folder';
import type { NamedBird, Plan, Sheet } from './plan';

/** @throws UsageError about the first sentence that cannot be drawn */
export function checkReadings(readings: readonly AutomatedReading[]): void {
	const bad = readings.find(({ problem }) => problem !== undefined);
	if (bad?.problem === undefined) return;
	throw new UsageError(
		readings.length === 1 ? problemAdvice[bad.problem] : `“${bad.text}”: ${problemAdvice[bad.problem]}`,
	);
}

function saveBirds(out: string, { birds: named }: Sheet, { birds }: AutomatedBirds): DrawnBird[] {
	return birds.map(({ index, sketch, detail, notSeen }): DrawnBird => {
		const { bird, name } = named[index] as NamedBird;
		return {
			seed: bird.seed,
			...(bird.towards && { share: bird.towards.share }),
			...(notSeen.length > 0 && { notSeen }),
			sketch: saveIn(out, `${name}-sketch.png`, sketch),
			...(detail !== undefined && { detail: saveIn(out, `${name}.png`, detail) }),
		};
	});
}

/**
 * Draws all sheets one by one and saves each as soon as it is done.
 * @returns what to print
 * @throws UsageError for a sentence that cannot be drawn, before anything is drawn
 */
export async function drawAll(page: Page, plan: Plan): Promise<Readonly<Record<string, unknown>>> {
	const { texts, sheets, options, stages, out } = plan;
	const began = performance.now();
	const readings = await ask(page, 'read', texts);
	checkReadings(readings);
	for (const note of new Set(readings.flatMap(({ notes }) => notes))) console.error(note);
	const drawn: DrawnSheet[] = [];
	for (const [at, sheet] of sheets.entries()) {
		if (sheets.length > 1) console.error(`${at + 1}/${sheets.length} ${sheet.text}`);
		const birds = sheet.birds.map(({ bird }) => bird);
		const { truncation, samples, bestOf } = options;
		const best = sheet.best === undefined ? {} : { best: sheet.best };
		const made = await ask(page, 'draw', { birds, truncation, samples, bestOf, stages, ...best });
		drawn.push({ text: sheet.text, made, birds: saveBirds(out, sheet, made) });
	}
	return summaryOf(plan, readings, drawn, (performance.now() - began) / 1000);
}
