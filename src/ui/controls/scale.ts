import type { NumberRange } from '../../options/types';

/** Converts values to slider positions (0 to 1) and back, linearly or logarithmically. 0 is always at the left end. */

export interface Range extends NumberRange {
	readonly scale?: 'log';
}

/** The smallest positive value of a logarithmic slider; when `min` is 0, it is a tenth of the way in. */
const floorOf = (range: Range): number => (range.min > 0 ? range.min : range.step);
const zeroZone = (range: Range): number => (range.min > 0 ? 0 : 0.04);

const clamp = (value: number, min: number, max: number): number => Math.min(max, Math.max(min, value));

/** @returns 0 at `min`, 1 at `max` */
export function positionOf(value: number, range: Range): number {
	const held = clamp(value, range.min, range.max);
	if (range.scale !== 'log') return (held - range.min) / (range.max - range.min);
	const floor = floorOf(range);
	if (held < floor) return 0;
	const zone = zeroZone(range);
	return zone + (1 - zone) * (Math.log(held / floor) / Math.log(range.max / floor));
}

/** @param position 0 to 1 @returns a value on the range's steps, so that a text field shows the same number */
export function valueAt(position: number, range: Range): number {
	const at = clamp(position, 0, 1);
	if (range.scale !== 'log') return onStep(range.min + at * (range.max - range.min), range);
	const zone = zeroZone(range);
	if (at < zone / 2) return range.min;
	const floor = floorOf(range);
	const raw = floor * (range.max / floor) ** Math.max(0, (at - zone) / (1 - zone));
	// Three digits are as precise as a slider can be set; the step may be coarser.
	return onStep(Number(raw.toPrecision(3)), range);
}

/** The nearest value of the range that lies on its step, counted from `min`. */
export function onStep(value: number, range: Range): number {
	const steps = Math.round((value - range.min) / range.step);
	const decimals = Math.max(0, -Math.floor(Math.log10(range.step)) + 1);
	return clamp(Number((range.min + steps * range.step).toFixed(decimals)), range.min, range.max);
}
