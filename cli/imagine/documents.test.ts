import { expect, it } from 'vitest';
import type { AutomatedReading } from '../../src/app/tabs/imagine/automationTypes';
import { type DrawnSheet, summaryOf } from './documents';
import { checkReadings } from './draw';

const reading = (text: string, more: Partial<AutomatedReading> = {}): AutomatedReading => ({
	text,
	read: text,
	notes: [],
	unknown: [],
	...more,
});
const made = { conditionings: [], sketchSeconds: 1, seconds: 2, backend: 'wasm', modelHash: 'model' };
const drawn: DrawnSheet[] = [
	{ text: 'a red bird', made, birds: [{ seed: 7, sketch: 'r-7-sketch.png', detail: 'r-7.png' }] },
	{ text: 'a blue bird', made, birds: [{ seed: 7, sketch: 'b-7-sketch.png', detail: 'b-7.png' }] },
];
const readings = ['a red bird', 'a blue bird'].map((text) => reading(text, { notes: ['“zorp” was left out.'] }));
const plan = {
	out: 'birds',
	json: false,
	options: { samples: 1, bestOf: 3, seed: 7, truncation: 0.8 },
	stages: 2 as const,
};

it('prints each file, and each seed and note once', () => {
	expect(summaryOf(plan, readings, drawn, 5)).toEqual({
		out: 'birds',
		files: ['r-7-sketch.png', 'r-7.png', 'b-7-sketch.png', 'b-7.png'],
		seeds: [7],
		notes: ['“zorp” was left out.'],
		seconds: 5,
		backend: 'wasm',
		modelHash: 'model',
	});
});

it('prints sentence by sentence and bird by bird when the document is wanted', () => {
	const { conditionings, sketchSeconds, seconds } = made;
	expect(summaryOf({ ...plan, json: true }, readings, drawn, 5)).toMatchObject({
		stages: 2,
		truncation: 0.8,
		sentences: readings,
		sheets: drawn.map(({ text, birds }) => ({ text, birds, conditionings, sketchSeconds, seconds })),
	});
});

it('refuses the first sentence of which nothing can be drawn, and names it among several', () => {
	const unknown = reading('鳥', { read: '', problem: 'unknown' });
	expect(() => checkReadings(readings)).not.toThrow();
	expect(() => checkReadings([unknown])).toThrow(/^The network knows none of these words\. Describe a bird/);
	expect(() => checkReadings([...readings, unknown])).toThrow(/^“鳥”: The network knows none of these words\./);
});
