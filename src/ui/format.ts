/** Formats numbers for reading: few digits, with units. */

/** Bytes in decimal units, as browsers show downloads: 10.6 MB, 820 KB. */
export function bytes(count: number): string {
	if (count < 1000) return `${Math.round(count)} B`;
	if (count < 1e6) return `${Math.round(count / 1e3)} KB`;
	if (count < 1e9) return `${digits(count / 1e6)} MB`;
	return `${digits(count / 1e9)} GB`;
}

const digits = (value: number): string => value.toFixed(value < 99.95 ? 1 : 0);

/** A duration: 8 s, 1 min 20 s, 2 h 5 min. Rounded up, so that the time left is 0 s only at the end. */
export function seconds(count: number): string {
	const whole = Math.max(0, Math.ceil(count));
	if (whole < 60) return `${whole} s`;
	const minutes = Math.floor(whole / 60);
	if (minutes < 60) return `${minutes} min ${whole % 60} s`;
	return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** An estimated duration, no finer than an estimate is: 12 s, 50 s, 1 min, 2½ min, 20 min, 3 h. */
export function roughly(count: number): string {
	if (count < 20) return `${Math.max(1, Math.round(count))} s`;
	if (count < 58) return `${Math.round(count / 5) * 5} s`;
	const halves = Math.round(count / 30);
	if (halves < 10) return `${halves > 1 && halves % 2 === 1 ? `${(halves - 1) / 2}½` : Math.round(halves / 2)} min`;
	return count < 5400 ? `${Math.round(count / 60)} min` : `${Math.round(count / 3600)} h`;
}

/** A value of any size with three digits: 0.00123, 12.3, 1.2e-5. */
export function figure(value: number): string {
	if (!Number.isFinite(value)) return '–';
	if (value === 0) return '0';
	const size = Math.abs(value);
	return size >= 1e-4 && size < 1e5 ? String(Number(value.toPrecision(3))) : value.toExponential(1);
}

/** A rate: 1.4 evaluations a second, or seconds per evaluation when it is below one a second. */
export function speed(perSecond: number): string {
	if (!(perSecond > 0) || !Number.isFinite(perSecond)) return '–';
	return perSecond >= 1 ? `${perSecond.toFixed(1)}/s` : `${(1 / perSecond).toFixed(1)} s each`;
}

/** An integer with thousands separators: 1,234. */
export const number = (value: number): string => value.toLocaleString('en');

/** A count with its noun: 1 picture, 1,234 pictures. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
	count === 1 ? `1 ${one}` : `${number(count)} ${many}`;

/** A probability: 85 %, 2.4 %, < 0.1 %. */
export function percent(probability: number): string {
	const share = 100 * probability;
	return share > 0 && share < 0.1 ? '< 0.1 %' : `${share.toFixed(share < 9.95 ? 1 : 0)} %`;
}
