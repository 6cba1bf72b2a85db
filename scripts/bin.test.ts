import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { binOf } from './bin';

describe('binOf', () => {
	it('finds the scripts behind the programs that are run here', () => {
		for (const name of ['vite', 'tsx']) expect(existsSync(binOf(name)), name).toBe(true);
	});

	it('says so when a package has no such program', () => {
		expect(() => binOf('vite', 'vitest')).toThrow('The package vite has no program vitest.');
	});
});
