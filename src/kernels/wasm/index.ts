/**
 * The kernels for the WASM backend. TensorFlow.js's convolutions do 4 times the multiplications that a 3x3
 * convolution needs, and its Gram products need a transposed copy; these are about three times as fast
 * (docs/decisions/0007) and include the gradients of ReLU and average pooling at no extra cost.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { backend, getBackend, registerKernel, type TensorInfo } from '@tensorflow/tfjs-core';
import type { ConvolutionAttributes } from '../attributes';
import { kinds, Pool } from './pool';
import * as vectors from './vectors';
import { PANEL } from './winogradFilter';

/** Tiles of 4x4 in a batch: enough to keep the inner loop busy, few enough for the L2 cache. */
const TILES = 12;
/** Rows of a product in a batch. */
const ROWS = 96;
/** Values of a Gram matrix's rows in a batch: they fit into the L1 cache. */
const GRAM_VALUES = 8192;

let started: { readonly backend: object; readonly pool: Pool } | undefined;

/** Starts the kernels if the current backend is WASM and they are not running yet. */
export async function startKernels(threads: number): Promise<void> {
	if (getBackend() !== 'wasm' || hasKernels()) return;
	const own = backend() as BackendWasm;
	const wasm = own.wasm as unknown as EmscriptenModule;
	const memory = memoryOf(wasm);
	if (!memory) return;
	const heap = {
		memory,
		allocate: (bytes: number) => wasm._malloc(bytes) >>> 0,
		release: (address: number) => wasm._free(address),
	};
	const pool = await Pool.start(heap, threads);
	if (!started) register();
	started = { backend: own, pool };
}

/** Whether the current backend has our kernels. */
export function hasKernels(): boolean {
	return started !== undefined && getBackend() === 'wasm' && started.backend === backend();
}

/** Number of threads that the kernels use; 0 where there are no kernels. */
export function kernelThreads(): number {
	return hasKernels() ? (started?.pool.threads ?? 0) : 0;
}

/** Whether the kernels run with fused multiply-add. */
export function areFused(): boolean {
	return hasKernels() && started?.pool.isFused === true;
}

export interface ConvolutionShape {
	readonly inputs: number;
	readonly outputs: number;
}

/** Larger transformed filters, which take four times the memory of plain ones, are not worth their speed. */
const LARGEST_FILTER = 256 * 256;

/** Whether the convolution kernel supports these sizes. */
export function fitsKernel({ inputs, outputs }: ConvolutionShape): boolean {
	return inputs % 4 === 0 && (outputs % PANEL === 0 || outputs === 3) && inputs * outputs <= LARGEST_FILTER;
}

/** Whether the two product kernels support these sizes. */
export function fitsProduct([rows, channels]: readonly [number, number]): boolean {
	return hasKernels() && rows >= 6 && channels % PANEL === 0;
}

type Infos = Readonly<Record<string, TensorInfo>>;

function register(): void {
	const kernel = (
		kernelName: string,
		work: (inputs: Infos, own: BackendWasm, pool: Pool, attrs: ConvolutionAttributes) => TensorInfo,
	) => {
		registerKernel({
			kernelName,
			backendName: 'wasm',
			kernelFunc: ({ inputs, backend: own, attrs }) =>
				work(
					inputs as Infos,
					own as BackendWasm,
					(started as { pool: Pool }).pool,
					attrs as unknown as ConvolutionAttributes,
				),
		});
	};
	kernel('AtelierConvolution', convolution);
	kernel('AtelierGram', gram);
	kernel('AtelierProduct', product);
	registerVectors();
}

/** Registers the operations on whole vectors, which run in JavaScript. */
function registerVectors(): void {
	const kernel = <A>(
		kernelName: string,
		work: (own: BackendWasm, view: vectors.View, inputs: Infos, attributes: A) => TensorInfo | undefined,
	) => {
		registerKernel({
			kernelName,
			backendName: 'wasm',
			kernelFunc: ({ inputs, backend: given, attrs }) => {
				const own = given as BackendWasm;
				const view: vectors.View = (info) => own.typedArrayFromHeap(info as TensorInfo) as Float32Array;
				return work(own, view, inputs as Infos, attrs as unknown as A) ?? [];
			},
		});
	};
	kernel<{ y: number; x: number }>('AtelierAccumulate', (_, view, infos, place) => {
		vectors.accumulate(view, infos, place);
		return undefined;
	});
	kernel<{ step: number }>('AtelierLbfgsMove', (own, view, infos, { step }) => vectors.moved(own, view, infos, step));
	kernel<{ slot: number; step: number }>('AtelierLbfgsRemember', (_, view, infos, attributes) => {
		vectors.remember(view, infos, attributes);
		return undefined;
	});
	kernel<{ pairs: number; g: number }>('AtelierLbfgsCombine', (own, view, infos, { pairs, g }) =>
		vectors.combine(own, view, infos, pairs, g),
	);
	kernel<{ pairs: number }>('AtelierLbfgsProducts', (own, view, infos, { pairs }) =>
		vectors.products(own, view, infos, pairs),
	);
}

/** The bits of a float32 as an integer, because a job's fields are written as integers. */
const bitsOf = (value: number) => new Int32Array(Float32Array.of(value).buffer)[0] as number;

function convolution(infos: Infos, own: BackendWasm, pool: Pool, attributes: ConvolutionAttributes): TensorInfo {
	const { x, filter, bias, gate } = infos as { x: TensorInfo; filter: TensorInfo; bias: TensorInfo; gate?: TensorInfo };
	const { outputs, slope, halved, scale } = attributes;
	const [pictures, , , inputs] = x.shape as [number, number, number, number];
	const [height, width] = attributes.size;
	const out = own.makeOutput([pictures, height, width, outputs], 'float32');
	const computed = Math.ceil(outputs / PANEL) * PANEL;
	const scratchBytes = pool.exports.convolutionScratch(inputs, computed, TILES);
	const scratch = pool.workspace(scratchBytes * pool.threads);
	for (let thread = 0; thread < pool.threads; thread++) pool.zero(scratch + thread * scratchBytes, inputs * 4);
	const at = (info: TensorInfo) => own.getMemoryOffset(info.dataId);
	const fields = [
		at(x),
		gate ? at(gate) : 0,
		at(filter),
		at(bias),
		at(out),
		pictures,
		height,
		width,
		inputs,
		computed,
		outputs,
		halved ? 1 : 0,
		bitsOf(scale),
		bitsOf(slope),
		TILES,
		scratch,
		scratchBytes,
	];
	const tiles = pictures * Math.ceil(height / 4) * Math.ceil(width / 4);
	pool.run(kinds.convolution, fields, Math.ceil(tiles / TILES));
	return out;
}

function gram({ rows }: Infos, own: BackendWasm, pool: Pool): TensorInfo {
	const [count, channels] = (rows as TensorInfo).shape as [number, number];
	const out = own.makeOutput([channels, channels], 'float32');
	const bytes = channels * channels * 4 * pool.threads;
	const sums = pool.workspace(bytes);
	pool.zero(sums, bytes);
	const batch = Math.max(1, Math.floor(GRAM_VALUES / channels));
	const fields = [
		own.getMemoryOffset((rows as TensorInfo).dataId),
		own.getMemoryOffset(out.dataId),
		sums,
		count,
		channels,
		batch,
	];
	pool.run(kinds.gram, fields, Math.ceil(count / batch), (job) => pool.exports.finishGram(job, pool.threads));
	return out;
}

function product({ left, right }: Infos, own: BackendWasm, pool: Pool): TensorInfo {
	const [rows, channels] = (left as TensorInfo).shape as [number, number];
	const out = own.makeOutput([rows, channels], 'float32');
	const panels = pool.workspace(channels * channels * 4);
	pool.exports.packPanels(own.getMemoryOffset((right as TensorInfo).dataId), channels, panels);
	const fields = [
		own.getMemoryOffset((left as TensorInfo).dataId),
		panels,
		own.getMemoryOffset(out.dataId),
		rows,
		channels,
		ROWS,
	];
	pool.run(kinds.product, fields, Math.ceil(rows / ROWS));
	return out;
}

/** The parts of Emscripten's module used here, which the package's types omit. */
interface EmscriptenModule {
	_malloc(bytes: number): number;
	_free(address: number): void;
	readonly wasmMemory?: WebAssembly.Memory;
	readonly asm?: Readonly<Record<string, unknown>>;
}

/** Finds the module's memory: named in Emscripten's threaded build, otherwise among the exports under a minified name. */
function memoryOf({ wasmMemory, asm }: EmscriptenModule): WebAssembly.Memory | undefined {
	return wasmMemory ?? Object.values(asm ?? {}).find((value) => value instanceof WebAssembly.Memory);
}
