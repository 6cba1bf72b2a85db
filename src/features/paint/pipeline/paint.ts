/** Job 'paint': paints a picture level by level. */

import type { Tensor1D } from '@tensorflow/tfjs-core';
import type { Job, JobContext } from '../../../engine/protocol';
import { AtelierError } from '../../../models/errors';
import type { Vgg } from '../../../nets/vgg';
import { openVgg, vggOnDevice } from '../../../networks/worker/vgg';
import { checkOptions } from '../../../options/check';
import { paintOptions } from '../options';
import { canvasSize } from '../shared/canvasSize';
import { toImageData } from '../shared/imageData';
import { evaluationsUpTo, planLadder, smallerSize } from '../shared/ladder';
import { smallerTile, tileFor, workOfCanvas } from '../shared/posters';
import type { Losses, PaintProgress, PaintRequest, PaintResult, PaintSnapshot } from '../types';
import { balanced, styleDistance } from './balance';
import { chooseLayers } from './chooseLayers';
import { Clock } from './clock';
import { withColoursOf } from './colour';
import { type Decode, decode as decodeInWorker, type Picture } from './decode';
import { follow } from './flow/follow';
import { withLevel } from './level';
import { isBlack } from './mask';
import { isOutOfMemory } from './outOfMemory';
import { fitted, type Pixels, resize } from './pixels';
import { startPicture } from './start';
import { blendedGrams, openStyles } from './styles';
import { largestTile } from './tiledObjective';

/** Shortest interval between previews: more would only cost time. */
const PREVIEW_EVERY_MS = 150;
/** Interval between snapshots, which limits the work lost with a device. */
const SNAPSHOT_EVERY_MS = 5000;

/** Longer side at which photo and painting are compared, px. */
const BALANCE_SIZE = 256;

type Context = JobContext<PaintProgress, PaintSnapshot>;
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** @param decode decodes pictures; tests in Node pass their own, as there is no browser's decoder */
export function createPaintJob(
	decode: Decode = decodeInWorker,
): Job<PaintRequest, PaintProgress, PaintResult, PaintSnapshot> {
	return {
		priority: 'long',
		async run(request, ctx) {
			checkOptions(paintOptions, request.options);
			ctx.progress({ type: 'preparing', what: 'network' });
			const network = await openVgg(ctx, request.network, (event) => ctx.progress(event));
			const layers = chooseLayers(request.options, network.config);
			const styles = await openStyles(request.styles, network, ctx, decode, (event) => ctx.progress(event));
			const open: { close(): void }[] = [...styles];
			try {
				const photo = await decode(request.content, 'photo');
				open.push(photo);
				const mask = request.mask && (await decode(request.mask, 'mask'));
				if (mask) open.push(mask);
				if (mask && isBlack(mask.draw({ longer: 256 }))) {
					throw new AtelierError(
						'option-invalid',
						'The mask is black everywhere. Paint white where the style should apply.',
					);
				}
				const start = request.from && startFrom(request.options, await decode(request.from, 'painting'));
				const painting = new Painting(request, ctx, { network, layers, styles, photo, mask }, start);
				return await painting.run();
			} finally {
				for (const picture of open) picture.close();
			}
		},
	};
}

/** Where a painting stands that is made from a smaller one. Closes that one. */
function startFrom(options: PaintRequest['options'], from: Picture): Partial<PaintSnapshot> {
	const { width, height } = from;
	const picture = from.draw({ width, height });
	from.close();
	const spent = evaluationsUpTo(Math.max(width, height), options);
	return { picture, spent, evaluations: spent };
}

interface Materials {
	readonly network: Awaited<ReturnType<typeof openVgg>>;
	readonly layers: ReturnType<typeof chooseLayers>;
	readonly styles: Awaited<ReturnType<typeof openStyles>>;
	readonly photo: Picture;
	readonly mask: Picture | undefined;
}

class Painting {
	private readonly state: Mutable<PaintSnapshot>;
	private readonly clock: Clock;
	/** The content weight, once it is known. */
	private weight: number | undefined;
	/** Longest side of the tiles, since memory ran out; until then they follow the canvas and the device. */
	private tile: number | undefined;
	private lastPreview = 0;
	private lastSnapshot = performance.now();

	constructor(
		private readonly request: PaintRequest,
		private readonly ctx: Context,
		private readonly materials: Materials,
		start: Partial<PaintSnapshot> = {},
	) {
		const { size } = request.options;
		const fresh = { evaluations: 0, spent: 0, seconds: 0, trace: [], styleLayerLosses: {}, size };
		this.state = { ...fresh, ...start, ...ctx.resumeFrom };
		this.clock = new Clock(this.state.seconds);
		this.weight = request.frame?.before?.contentWeight;
	}

	/** Paints; when memory runs out, continues from the best picture in smaller tiles, or else at a smaller size. */
	async run(): Promise<PaintResult> {
		for (;;) {
			try {
				return await this.climb();
			} catch (error) {
				const isFull = isOutOfMemory(error);
				const tile = isFull ? this.smallerTile() : undefined;
				if (tile !== undefined) {
					this.tile = tile;
					continue;
				}
				const size = isFull ? smallerSize(this.state.size) : undefined;
				if (size === undefined) throw explained(error);
				this.state.size = size;
				this.ctx.progress({
					type: 'smaller',
					size,
					why: `There was not enough memory, so the painting goes on at ${size} px.`,
				});
			}
		}
	}

	/** The content weight, balanced if the options ask for it. Measured at a small size: its ratio hardly depends on it. */
	private async contentWeight(vgg: Vgg): Promise<number> {
		const { options } = this.request;
		const { photo, layers, styles } = this.materials;
		if (!options.balance || layers.style.size === 0) return options.contentWeight;
		const drawn = photo.draw({ longer: Math.min(options.size, BALANCE_SIZE) });
		const start = startPicture(drawn, { ...options, start: 'recoloured' }, styles);
		const size = options.styleScale * Math.max(drawn.width, drawn.height);
		const grams = await blendedGrams(styles, vgg, [...layers.style.keys()], size);
		return balanced(options.contentWeight, await styleDistance(vgg, start, grams));
	}

	/** The next smaller tile for the largest canvas. */
	private smallerTile(): number | undefined {
		const { photo } = this.materials;
		const picture = fitted(photo.width, photo.height, this.state.size);
		const { width, height } = canvasSize(picture.width, picture.height);
		return smallerTile(this.tile ?? tileFor(width, height), width, height);
	}

	private async climb(): Promise<PaintResult> {
		const { request, state } = this;
		const levels = planLadder({ ...request.options, size: state.size }, request.options.evaluations);
		let end = 0;
		for (const [at, { size, evaluations }] of levels.entries()) {
			end += evaluations;
			const isLast = at === levels.length - 1;
			if (state.spent >= end && !(isLast && !state.picture)) continue;
			const finer = levels.slice(at + 1).reduce((sum, level) => sum + level.evaluations * this.work(level.size), 0);
			await this.paintLevel(size, end, { level: at + 1, levels: levels.length, finer });
			if (this.ctx.finishing) break;
		}
		return this.result();
	}

	/** @param end the plan's evaluation at which the level ends */
	private async paintLevel(
		size: number,
		end: number,
		place: { level: number; levels: number; finer: number },
	): Promise<void> {
		const { request, ctx, state, clock } = this;
		const { network, layers, styles, photo, mask } = this.materials;
		const { options } = request;
		ctx.progress({ type: 'preparing', what: place.levels > 1 ? `level ${place.level} of ${place.levels}` : 'targets' });
		const { width, height } = fitted(photo.width, photo.height, size);
		const photoPixels = photo.draw({ width, height });
		const vgg = vggOnDevice(ctx, network, layers.deepest, options.pooling);
		const styleSize = options.styleScale * Math.max(width, height);
		const grams = await blendedGrams(styles, vgg, [...layers.style.keys()], styleSize);
		this.weight ??= await this.contentWeight(vgg);
		const canvas = canvasSize(width, height);
		const tile = this.tile ?? tileFor(canvas.width, canvas.height, largestTile(vgg));
		const fresh = startPicture(photoPixels, options, styles);
		const { before, temporalWeight: weight = 0 } = request.frame ?? {};
		const yieldTurn = () => clock.outside(() => ctx.yieldTurn());
		const followed = before && follow(before, photoPixels, fresh);
		const input = {
			network: vgg,
			config: network.config,
			layers,
			options: { ...options, contentWeight: this.weight },
			photo: photoPixels,
			start: state.picture ? resize(state.picture, width, height) : (followed?.start ?? fresh),
			...(followed && { hold: { ...followed, weight } }),
			grams,
			...(mask ? { mask: mask.draw({ width, height }) } : {}),
			evaluations: end - state.spent,
			...(tile === undefined ? {} : { tiles: { tile, yieldTurn } }),
		};
		await yieldTurn();
		await withLevel(input, async ({ objective, optimisation, show }) => {
			let best: Tensor1D | undefined;
			let began = clock.seconds;
			for await (const step of optimisation) {
				clock.note(clock.seconds - began, this.work(size));
				state.evaluations++;
				state.spent++;
				if (step.improved) {
					best?.dispose();
					best = step.best.x.clone();
				}
				const { losses, styleLayers } = objective.read(step.best.values);
				state.losses = losses;
				state.styleLayerLosses = styleLayers;
				state.trace = [...state.trace, { ...losses, evaluation: state.evaluations }];
				const shown = best && (await this.preview(best, show, step.improved || state.spent === end));
				const secondsLeft = clock.left((end - state.spent) * this.work(size) + place.finer);
				this.tell({ ...place, losses, secondsLeft, width, height }, shown, photoPixels);
				if (ctx.finishing) break;
				await yieldTurn();
				began = clock.seconds;
			}
			state.spent = end;
			if (best) state.picture = await show(best);
			best?.dispose();
		});
	}

	/** The best picture as a preview, if it is new and the last preview is not too recent. */
	private async preview(
		best: Tensor1D,
		show: (place: Tensor1D) => Promise<Pixels>,
		isNew: boolean,
	): Promise<Pixels | undefined> {
		const now = performance.now();
		if (!isNew || now - this.lastPreview < PREVIEW_EVERY_MS) return undefined;
		this.lastPreview = now;
		const shown = await show(best);
		if (now - this.lastSnapshot > SNAPSHOT_EVERY_MS) {
			this.lastSnapshot = now;
			this.ctx.snapshot({ ...this.state, picture: shown, seconds: this.clock.seconds });
		}
		return shown;
	}

	private tell(
		{
			level,
			levels,
			losses,
			secondsLeft,
			width,
			height,
		}: Pick<
			Extract<PaintProgress, { type: 'step' }>,
			'level' | 'levels' | 'losses' | 'secondsLeft' | 'width' | 'height'
		>,
		shown: Pixels | undefined,
		photo: Pixels,
	): void {
		const preview = shown && toImageData(this.coloured(shown, photo));
		const { evaluations } = this.request.options;
		this.ctx.progress(
			{
				type: 'step',
				evaluation: this.state.evaluations,
				evaluations,
				level,
				levels,
				losses,
				seconds: this.clock.seconds,
				secondsLeft,
				width,
				height,
				...(preview ? { preview } : {}),
			},
			preview ? [preview.data.buffer] : [],
		);
	}

	private result(): PaintResult {
		const { state, materials } = this;
		const picture = state.picture as Pixels;
		const photo = materials.photo.draw({ width: picture.width, height: picture.height });
		return {
			picture: toImageData(this.coloured(picture, photo)),
			losses: state.losses as Losses,
			styleLayerLosses: state.styleLayerLosses,
			trace: state.trace,
			evaluations: state.evaluations,
			seconds: this.clock.seconds,
			backend: this.ctx.backend.name,
			modelHash: materials.network.hash,
			...(this.request.frame && { frame: { photo, painting: picture, contentWeight: this.weight as number } }),
		};
	}

	private coloured(picture: Pixels, photo: Pixels): Pixels {
		return this.request.options.originalColours ? withColoursOf(picture, photo) : picture;
	}

	/** Work of one evaluation at a size, in canvas pixels. */
	private work(size: number): number {
		const { photo } = this.materials;
		const { width, height } = fitted(photo.width, photo.height, size);
		const canvas = canvasSize(width, height);
		return workOfCanvas(canvas.width, canvas.height);
	}
}

/** Converts the optimiser's errors to ones that help the visitor. */
function explained(error: unknown): unknown {
	if (isOutOfMemory(error)) {
		return new AtelierError(
			'out-of-memory',
			'There is not enough memory even for a small painting. Close other tabs and try again.',
			{
				cause: error,
			},
		);
	}
	if (error instanceof RangeError && /finite/.test(error.message)) {
		return new AtelierError(
			'diverged',
			'The loss is not a number with these settings. Lower the weights, or reset the options.',
			{
				cause: error,
			},
		);
	}
	return error;
}
