import { expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { defaultCaptionOptions, defaultInvertOptions } from './options';
import { findSession } from './session';
import type { FindState } from './state';

const state: FindState = {
	view: 'map',
	text: 'a dog',
	mode: 'joint',
	query: { kind: 'sentence', words: ['a', 'dog'], unknown: [], cut: false },
	point: { vector: new Float32Array([0.6, 0.8]), modelHash: 'm' },
	searching: true,
	gains: new Map(),
	attention: new Map(),
	opened: 'h',
	captionOptions: { ...defaultCaptionOptions, beamSize: 7 },
	invertOptions: defaultInvertOptions,
};

it('Find’s session brings back the query with its vector and ranks by it, without a search', () => {
	const refresh = vi.fn();
	const kept = createStore(() => state);
	const again = createStore<FindState>(() => ({
		...state,
		view: 'grid',
		text: '',
		query: undefined,
		point: undefined,
		searching: false,
	}));
	const parts = structuredClone(findSession({ ...kept, refresh }).parts(state));
	findSession({ ...again, refresh }).restore(parts, true);
	expect(again.getState()).toEqual({ ...state, searching: false });
	expect(refresh).toHaveBeenCalledOnce();
});
