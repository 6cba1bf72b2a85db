/** The output of the `imagine` command. */
import type { AutomatedBirds, AutomatedReading } from '../../src/app/tabs/imagine/automationTypes';
import type { Plan } from './plan';

export interface DrawnBird {
	readonly seed: number;
	/** In a walk, the blend from 0 (first sentence) to 1 (second). */
	readonly share?: number;
	/** What the sentence tells and is not seen in it, such as "white belly". */
	readonly notSeen?: readonly string[];
	/** Paths of its files. */
	readonly sketch: string;
	readonly detail?: string;
}

export interface DrawnSheet {
	readonly text: string;
	readonly made: Omit<AutomatedBirds, 'birds'>;
	readonly birds: readonly DrawnBird[];
}

const sheetOf = ({ text, made, birds }: DrawnSheet) => {
	const { conditionings, sketchSeconds, seconds } = made;
	return { text, birds, conditionings, sketchSeconds, seconds };
};

/**
 * @param seconds from the first sentence read to the last file
 * @returns a summary; with `json`, also every sentence and every bird
 */
export function summaryOf(
	{ out, json, options, stages }: Pick<Plan, 'out' | 'json' | 'options' | 'stages'>,
	readings: readonly AutomatedReading[],
	drawn: readonly DrawnSheet[],
	seconds: number,
): Readonly<Record<string, unknown>> {
	const birds = drawn.flatMap((sheet) => sheet.birds);
	const { backend, modelHash } = drawn[0]?.made ?? {};
	return {
		out,
		files: birds.flatMap(({ sketch, detail }) => (detail === undefined ? [sketch] : [sketch, detail])),
		seeds: [...new Set(birds.map(({ seed }) => seed))],
		notes: [...new Set(readings.flatMap(({ notes }) => notes))],
		seconds,
		backend,
		modelHash,
		...(json && { stages, truncation: options.truncation, sentences: readings, sheets: drawn.map(sheetOf) }),
	};
}
