/** What `imagine` prints. */
import type { AutomatedBirds, AutomatedReading } from '../../src/app/tabs/imagine/automationTypes';
import type { Plan } from './plan';

export interface DrawnBird {
	readonly seed: number;
	/** Of a walk: 0 at its first sentence, 1 at the other. */
	readonly share?: number;
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
 * @returns short, or with every sentence and every bird by itself when the plan wants the document
 */
export function lineOf(
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
