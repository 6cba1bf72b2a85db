/**
 * The kernels for the WebGPU backend, in WGSL. TensorFlow.js takes about 180 dispatches for an evaluation of Paint's
 * loss and gradient; these take a third (docs/decisions/0031).
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { getBackend, getKernel, registerKernel, type TensorInfo } from '@tensorflow/tfjs-core';
import type { ConvolutionAttributes } from '../attributes';
import { accumulate } from './accumulate';
import { convolution } from './convolution';
import { gram } from './gram';
import * as lbfgs from './lbfgs';
import { type PictureInfos, pictureGradient } from './picture';
import { type ProductInfos, product } from './product';
import { mixSums, squaredDifference } from './sums';

type Infos = Readonly<Record<string, TensorInfo>>;
type Work<A> = (own: WebGPUBackend, inputs: Infos, attributes: A) => TensorInfo | undefined;

function register<A>(kernelName: string, work: Work<A>): void {
	registerKernel({
		kernelName,
		backendName: 'webgpu',
		kernelFunc: ({ inputs, backend, attrs }) =>
			work(backend as WebGPUBackend, inputs as Infos, attrs as unknown as A) ?? [],
	});
}

export interface GradientAttributes {
	readonly style: number;
	readonly contentWeight: number;
	readonly isPooled: boolean;
}

/** Registers the kernels, once; they work on every device. */
export function registerGpuKernels(): void {
	if (getKernel('AtelierConvolution', 'webgpu')) return;
	register<ConvolutionAttributes>('AtelierConvolution', convolution);
	register('AtelierGram', (own, { rows }) => gram(own, { rows: rows as TensorInfo }, 1, 0));
	register('AtelierProduct', (own, { left, right }) =>
		product(
			own,
			{ features: left as TensorInfo, square: right as TensorInfo },
			{ style: 1, contentWeight: 0, isPooled: false },
		),
	);
	register<{ scale: number; row: number }>('AtelierStyleDifference', (own, infos, { scale, row }) =>
		gram(own, infos as unknown as Parameters<typeof gram>[1], scale, row),
	);
	register<{ row: number }>('AtelierSquaredDifference', (own, infos, { row }) => {
		squaredDifference(own, infos as Parameters<typeof squaredDifference>[1], row);
		return undefined;
	});
	register<GradientAttributes>('AtelierLayerGradient', (own, infos, attributes) =>
		product(own, infos as unknown as ProductInfos, attributes),
	);
	register<{ weight: number; row: number }>('AtelierPictureGradient', (own, infos, { weight, row }) =>
		pictureGradient(own, infos as unknown as PictureInfos, weight, row),
	);
	register('AtelierMixSums', (own, infos) => mixSums(own, infos as Parameters<typeof mixSums>[1]));
	register<{ y: number; x: number }>('AtelierAccumulate', (own, { whole, part }, { y, x }) => {
		accumulate(own, whole as TensorInfo, part as TensorInfo, y, x);
		return undefined;
	});
	register<{ step: number }>('AtelierLbfgsMove', (own, infos, { step }) => lbfgs.moved(own, infos, step));
	register<{ slot: number; step: number }>('AtelierLbfgsRemember', (own, infos, { slot, step }) => {
		lbfgs.remember(own, infos, slot, step);
		return undefined;
	});
	register<{ pairs: number; g: number }>('AtelierLbfgsCombine', (own, infos, { pairs, g }) =>
		lbfgs.combine(own, infos, pairs, g),
	);
	register<{ pairs: number }>('AtelierLbfgsProducts', (own, infos, { pairs }) => lbfgs.products(own, infos, pairs));
}

/** Whether the current backend is WebGPU with our kernels. */
export function hasGpuKernels(): boolean {
	return getBackend() === 'webgpu' && getKernel('AtelierConvolution', 'webgpu') !== undefined;
}

/** Whether the product kernels support so many channels: they read four at once. */
export function fitsGpuProduct(channels: number): boolean {
	return hasGpuKernels() && channels % 4 === 0;
}
