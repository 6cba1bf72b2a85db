import { describe, expect, it } from 'vitest';
import { chooseBackend, describeBackend, isSoftwareAdapter } from './choice';

const real = { kind: 'adapter', software: false, name: 'nvidia ampere' } as const;
const software = { kind: 'adapter', software: true, name: 'SwiftShader' } as const;

describe('chooseBackend', () => {
	it.each([
		[real, undefined, 'webgpu', 'a graphics adapter is available'],
		[software, undefined, 'wasm', 'software'],
		[{ kind: 'no-adapter' }, undefined, 'wasm', 'no graphics adapter'],
		[{ kind: 'unsupported' }, undefined, 'wasm', 'not support WebGPU'],
		[software, 'webgpu', 'webgpu', '?backend=webgpu'],
		[real, 'wasm', 'wasm', '?backend=wasm'],
		[real, 'cpu', 'cpu', '?backend=cpu'],
	] as const)('%o with %s: %s', (facts, wanted, backend, reason) => {
		const choice = chooseBackend(facts, wanted);
		expect(choice.backend).toBe(backend);
		expect(choice.reason).toContain(reason);
	});

	it.each(['no-adapter', 'unsupported'] as const)('refuses the requested WebGPU with %s', (kind) => {
		expect(() => chooseBackend({ kind }, 'webgpu')).toThrow(expect.objectContaining({ code: 'backend-unavailable' }));
	});
});

describe('isSoftwareAdapter', () => {
	it.each([
		['google swiftshader SwiftShader Device (LLVM 16)', true],
		['mesa llvmpipe (LLVM 15.0.7, 256 bits)', true],
		['microsoft Microsoft Basic Render Driver', true],
		['nvidia ampere', false],
		['apple metal-3', false],
		['intel gen-12lp', false],
		['', false],
	])('%s', (description, expected) => {
		expect(isSoftwareAdapter({ description, fallback: false })).toBe(expected);
		expect(isSoftwareAdapter({ description, fallback: true })).toBe(true);
	});
});

describe('describeBackend', () => {
	it('names the backend and the reason in one sentence', () => {
		expect(
			describeBackend({ name: 'wasm', threads: 2, simd: true, isolated: true }, 'this browser does not support WebGPU'),
		).toBe('WebAssembly with SIMD, 2 threads: this browser does not support WebGPU.');
		expect(describeBackend({ name: 'wasm', threads: 1, simd: true, isolated: false }, 'x')).toContain('isolated');
		expect(describeBackend({ name: 'webgpu', adapter: 'nvidia ampere', isolated: true }, 'x')).toContain(
			'nvidia ampere',
		);
	});
});
