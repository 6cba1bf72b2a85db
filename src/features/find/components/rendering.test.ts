/** What components render from their properties. */
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Likelihood } from './CaptionLine';
import { Attention } from './OpenedPicture';
import { Strength, strengthOf } from './Strength';

describe('the confidence of a caption', () => {
	it('is a percentage where the captioner knows, or else the log-probability', () => {
		const known = renderToStaticMarkup(createElement(Likelihood, { probability: 0.824, logProbability: -12.3 }));
		expect(known).toContain('82% sure');
		expect(known).toContain('−12.30');
		const unknown = renderToStaticMarkup(createElement(Likelihood, { logProbability: -12.3 }));
		expect(unknown).toContain('−12.30');
		expect(unknown).not.toContain('sure');
	});
});

describe('where the captioner looks', () => {
	const weights = Float32Array.from([0.05, 0.05, 0.6, 0.1, 0.05, 0.05, 0.04, 0.03, 0.03]);
	const markup = renderToStaticMarkup(createElement(Attention, { word: 'dog', weights }));

	it('is a cell for each of the grid’s, the strongest uncovered', () => {
		const covers = [...markup.matchAll(/opacity:([\d.]+)/g)].map(([, cover]) => Number(cover));
		expect(covers).toHaveLength(9);
		expect(covers[2]).toBe(0);
		expect(Math.min(...covers.filter((_, at) => at !== 2))).toBeGreaterThan(0.5);
	});

	it('is announced in words, in a place that is there before', () => {
		expect(markup).toMatch(/role="status".*“dog”: looks at the top right/);
		const before = renderToStaticMarkup(createElement(Attention, { word: '', weights: undefined }));
		expect(before).toMatch(/^<p [^>]*role="status"><\/p>$/);
	});
});

describe('the strength of a match', () => {
	const width = (score: number, cutOff?: number) =>
		Number(/width:(\d+)%/.exec(renderToStaticMarkup(createElement(Strength, { score, cutOff })))?.[1]);

	it('is half a bar at the cut-off, and the cosine where there is none', () => {
		expect(width(0.4, 0.4)).toBe(50);
		expect(width(0.9, 0.4)).toBe(100);
		expect(width(-0.1, 0.4)).toBe(0);
		expect(width(0.9)).toBe(90);
	});

	it('is told in words', () => {
		expect(strengthOf({ score: 0.31, cutOff: 0.4 })).toBe('similarity 0.31, not certain');
		expect(strengthOf({ score: 0.51, cutOff: 0.4 })).toBe('similarity 0.51, certain');
		expect(strengthOf({ score: 0.31, cutOff: undefined })).toBe('similarity 0.31');
	});
});
