import { describe, expect, it } from 'vitest';
import type { StyleSpace } from '../../../networks/worker/storyteller';
import { styleOf } from './shift';

const vector = Float32Array.of(1, 2);
const space = {
	genres: new Map([['romance', { mean: Float32Array.of(4, 8), points: [] }]]),
	earlier: { encoder: 'old', weight: Float32Array.of(0, 1, 1, 0), bias: Float32Array.of(10, 20) },
} as unknown as StyleSpace;

describe('the vector of a style', () => {
	it('is translated where an earlier encoder read it', () => {
		const own = { kind: 'own', name: 'mine', vector, weight: 2 } as const;
		expect([...styleOf(space, [own])]).toEqual([1, 2]);
		expect([...styleOf(space, [{ ...own, encoder: 'new' }])]).toEqual([1, 2]);
		expect([...styleOf(space, [{ ...own, encoder: 'old' }])]).toEqual([12, 21]);
		const romance = { kind: 'genre', id: 'romance', weight: 2 } as const;
		expect([...styleOf(space, [{ ...own, encoder: 'old' }, romance])]).toEqual([8, 14.5]);
	});
});
