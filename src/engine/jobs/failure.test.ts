import { describe, expect, it } from 'vitest';
import { AtelierError } from '../../models/errors';
import { failureOf } from './failure';

describe('failureOf', () => {
	it('says in words when a script or style sheet could not be loaded, in every browser', () => {
		for (const message of [
			'Failed to fetch dynamically imported module: http://studio/assets/page-abc.js',
			'error loading dynamically imported module: http://studio/assets/page-abc.js',
			'Importing a module script failed.',
			'Unable to preload CSS for /assets/page-abc.css',
		]) {
			const failure = failureOf(new TypeError(message));
			expect(failure.code).toBe('network-failed');
			expect(failure.message).not.toContain('assets');
		}
	});

	it('leaves known errors alone, and puts a sentence around others', () => {
		const known = new AtelierError('picture-empty', 'It is empty.');
		expect(failureOf(known)).toBe(known);
		expect(failureOf(new TypeError('x is undefined'))).toMatchObject({
			code: 'internal',
			message: expect.stringContaining('x is undefined'),
		});
	});
});
