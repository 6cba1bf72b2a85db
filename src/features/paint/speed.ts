/** Measures how fast this device paints, once, and corrects that by every painting. */
import { isAbort } from '../../models/errors';
import type { PaintContextValue } from './context';
import { workOf } from './presets';
import type { Painting, PaintState } from './state';
import type { Paint } from './store';
import type { Speed } from './types';

/** A smaller painting says little: its time is mostly that of starting. */
const leastWork = 5e6;

const key = 'atelier-paint-speed';

function remembered(): Speed | undefined {
	try {
		const { backend, pixelsPerSecond } = JSON.parse(localStorage.getItem(key) ?? '');
		return pixelsPerSecond > 0 && ['webgpu', 'wasm', 'cpu'].includes(backend)
			? { backend, pixelsPerSecond }
			: undefined;
	} catch {
		return undefined; // never measured, or storage is refused
	}
}

function remember(speed: Speed): void {
	try {
		localStorage.setItem(key, JSON.stringify(speed));
	} catch {
		// it is measured again at the next visit
	}
}

/** The speed at which a painting was made; undefined when it was too small to tell, or ended early. */
export function speedOf({ choices: { options }, photo, result }: Painting): Speed | undefined {
	const work = workOf(options, photo.width / photo.height);
	const isWhole = result.evaluations === options.evaluations && result.trace.length === options.evaluations;
	if (!isWhole || work < leastWork) return undefined;
	return { backend: result.backend as Speed['backend'], pixelsPerSecond: work / result.seconds };
}

/** Sets the speed of an earlier visit, and corrects it by each painting. */
export function followSpeed(paint: Paint): void {
	const known = remembered();
	if (known) paint.setSpeed(known);
	paint.subscribe(({ paintings, speed }: PaintState, before: PaintState) => {
		const newest = paintings.at(-1);
		if (newest !== undefined && newest !== before.paintings.at(-1) && before.run !== undefined) {
			const measured = speedOf(newest);
			if (measured) paint.setSpeed(measured);
		}
		if (speed && speed !== before.speed) remember(speed);
	});
}

/** Measures the speed on the backend in use, unless it is known. Never fails: an estimate is no reason for a message. */
export async function measureSpeed({ paint, engine }: Pick<PaintContextValue, 'paint' | 'engine'>): Promise<void> {
	try {
		const { name } = await engine.start();
		const { speed, run } = paint.getState();
		if (speed?.backend === name || run !== undefined) return;
		const measured = await engine.run('measureSpeed', undefined);
		if (paint.getState().speed?.backend !== name) paint.setSpeed(measured);
	} catch (error) {
		if (!isAbort(error)) console.warn('The speed of this device could not be measured.', error);
	}
}
