/** How large and how long: three choices in plain words, from which size and steps follow on this device. */
import type { ClipOptions } from './clips/options';
import { frameCount } from './clips/plan';
import { estimateMemory } from './memory';
import { type PaintOptions, paintOptions } from './options';
import { canvasSize } from './shared/canvasSize';
import { AUTO_LADDER_ABOVE, planLadder } from './shared/ladder';
import { workOfCanvas } from './shared/posters';
import type { PaintState } from './state';
import type { PresetId, Speed } from './types';

interface Preset {
	readonly id: PresetId;
	readonly title: string;
	/** What it is good for. */
	readonly text: string;
	readonly evaluations: number;
	/** The size is the largest that this device paints in this time. */
	readonly seconds: number;
	/** Bounds of the size, px. */
	readonly smallest: number;
	readonly largest: number;
}

export const presets: readonly Preset[] = [
	{ id: 'sketch', title: 'Sketch', text: 'to try a style', evaluations: 80, seconds: 12, smallest: 192, largest: 384 },
	{
		id: 'painting',
		title: 'Painting',
		text: 'to show and share',
		evaluations: 150,
		seconds: 60,
		smallest: 320,
		largest: 1024,
	},
	{
		id: 'poster',
		title: 'Poster',
		text: 'to print and hang',
		evaluations: 200,
		seconds: 900,
		smallest: 512,
		largest: paintOptions.size.max,
	},
];

export const defaultPreset: PresetId = 'painting';

/** Two processor cores: what is assumed of a device until it is measured. */
const assumed = 400_000;

/** What the size of a painting depends on. */
export interface Canvas {
	/** Width / height of the photo. */
	readonly aspect: number;
	/** Canvas pixels that are evaluated in a second; undefined before it was measured. */
	readonly speed?: Speed | undefined;
	/** Bytes that a painting may take. */
	readonly budget: number;
	readonly isMasked: boolean;
	/** Of a clip that is painted as a whole. */
	readonly clip?: { readonly frames: number; readonly laterEvaluations: number };
}

/** A clip may take so many times as long as a photo. */
const clipPatience = 4;
/** Its largest size, px: films are not written larger. */
const largestClip = 640;

/** @param budgetOf bytes that a painting may take on a backend; without it, any number */
export function canvasOf(
	state: Pick<PaintState, 'photo' | 'mask' | 'speed' | 'clip' | 'wholeClip' | 'filmSeconds'>,
	budgetOf: ((backend: string) => number) | undefined,
): Canvas {
	const { photo, mask, speed, clip } = state;
	return {
		aspect: photo ? photo.width / photo.height : 1,
		speed,
		budget: budgetOf?.(speed?.backend ?? 'wasm') ?? Number.POSITIVE_INFINITY,
		isMasked: mask !== undefined,
		...(isClip(state) && { clip: lengthOf(clip, state.filmSeconds) }),
	};
}

/** Width and height of a painting whose longer side is `size`, px. */
export function paintingSize(size: number, aspect: number): { readonly width: number; readonly height: number } {
	const shorter = Math.max(1, Math.round(aspect >= 1 ? size / aspect : size * aspect));
	return aspect >= 1 ? { width: size, height: shorter } : { width: shorter, height: size };
}

/** Canvas pixels times evaluations of a whole painting. */
export function workOf(
	options: Pick<PaintOptions, 'size' | 'ladder' | 'evaluations'>,
	aspect: number,
	/** Longer side of the painting that it is made from, px: levels up to it are skipped. */
	from = 0,
): number {
	return planLadder(options, options.evaluations).reduce((sum, level) => {
		if (level.size <= from) return sum;
		const { width, height } = paintingSize(level.size, aspect);
		const canvas = canvasSize(width, height);
		return sum + level.evaluations * workOfCanvas(canvas.width, canvas.height);
	}, 0);
}

/** Whether a photo's film is painted, not its picture. */
export const isClip = ({ photo, wholeClip }: Pick<PaintState, 'photo' | 'wholeClip'>): boolean =>
	photo?.film !== undefined && wholeClip;

const lengthOf = (clip: ClipOptions, filmSeconds: number | undefined) => ({
	frames: Math.max(1, frameCount(clip, filmSeconds ?? Number.POSITIVE_INFINITY)),
	laterEvaluations: clip.laterEvaluations,
});

/** The same for everything that is painted on a canvas: a picture, or the frames of a clip. */
export function workOn(
	{ aspect, clip }: Canvas,
	options: Pick<PaintOptions, 'size' | 'ladder' | 'evaluations'>,
): number {
	const first = workOf(options, aspect);
	if (clip === undefined) return first;
	return first + (clip.frames - 1) * workOf({ ...options, evaluations: clip.laterEvaluations, ladder: 'off' }, aspect);
}

/** Estimated seconds for an amount of work. */
export const secondsFor = (work: number, speed: Speed | undefined): number =>
	work / (speed?.pixelsPerSecond ?? assumed);

/** How long a painting may take by a preset, which decides its size. */
export const secondsAllowed = ({ seconds }: Pick<Preset, 'seconds'>, { clip }: Canvas): number =>
	clip ? clipPatience * seconds : seconds;

/** Size and steps of a preset for a photo on this device. */
export function optionsOf(
	id: PresetId,
	canvas: Canvas,
	options: PaintOptions,
): Pick<PaintOptions, 'size' | 'evaluations'> {
	const { aspect, speed, budget, isMasked, clip } = canvas;
	const { evaluations, ...preset } = presets.find((preset) => preset.id === id) as Preset;
	const seconds = secondsAllowed(preset, canvas);
	const smallest = clip ? preset.smallest / 2 : preset.smallest;
	const largest = clip ? Math.min(largestClip, preset.largest) : preset.largest;
	const { step } = paintOptions.size;
	for (let size = largest; size > smallest; size -= step) {
		const asked = { ...options, size, evaluations };
		const fits = estimateMemory({ options: asked, aspect, isMasked }) <= budget;
		if (fits && secondsFor(workOn(canvas, asked), speed) <= seconds) return { size, evaluations };
	}
	return { size: smallest, evaluations };
}

/** A number of steps more for each doubling: the finest level is costly and needs few. */
const stepsPerDoubling = 30;

/** The options by which a painting becomes one of a larger size: those of a painting that was planned so from the start. */
export function enlarged(options: PaintOptions, evaluations: number, size: number): PaintOptions {
	const doublings = Math.max(1, Math.ceil(Math.log2(size / options.size)));
	const { max } = paintOptions.evaluations;
	const ladder = size > AUTO_LADDER_ABOVE ? 'auto' : 'on';
	return { ...options, size, ladder, evaluations: Math.min(max, evaluations + doublings * stepsPerDoubling) };
}

/** The larger sizes, px, that a painting can be taken to within this memory: twice, four times, and the largest. */
export function largerSizes(options: PaintOptions, { aspect, budget, isMasked }: Canvas): readonly number[] {
	const { max, step } = paintOptions.size;
	const fits = (size: number) =>
		size <= max && estimateMemory({ options: { ...options, size }, aspect, isMasked }) <= budget;
	return [2, 4, 8].map((times) => Math.round((options.size * times) / step) * step).filter(fits);
}
