import type { Movable } from '../../../ui/surface/useGestures';
import {
	centreView,
	clampView,
	ease,
	fitView,
	flightView,
	type Point,
	panView,
	pinchView,
	resizeView,
	type Size,
	toMap,
	type View,
	zoomView,
} from './view';

/** Duration of a flight in milliseconds. */
const flightTime = 700;

/** The view of one map, with listeners for its changes. Outlives the surface that shows it. */
export class Viewport implements Movable {
	#size: Size = { width: 0, height: 0 };
	#view: View = fitView(this.#size);
	/** A flight that was requested before there was a surface. */
	#wanted: { readonly place: Point; readonly zoom: number } | undefined;
	#flight = 0;
	readonly #listeners = new Set<() => void>();

	get view(): View {
		return this.#view;
	}

	get size(): Size {
		return this.#size;
	}

	/** Zoom factor relative to the whole map. */
	get zoom(): number {
		return this.#view.scale / fitView(this.#size).scale;
	}

	/** Calls the listener on every change and on `redraw`. @returns a function that removes it */
	subscribe(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	redraw(): void {
		for (const listener of [...this.#listeners]) listener();
	}

	/** Ignores a surface without a size, which is not laid out yet. */
	resize(size: Size): void {
		if (size.width === 0 || size.height === 0) return;
		const { width, height } = this.#size;
		if (width === size.width && height === size.height) return;
		const before = this.#size;
		this.#size = size;
		if (this.#wanted) {
			const { place, zoom } = this.#wanted;
			this.#wanted = undefined;
			this.#set(centreView(place, zoom * fitView(size).scale, size));
		} else this.#set(width === 0 ? fitView(size) : resizeView(this.#view, before, size));
	}

	pan(by: Point): void {
		this.#set(clampView(panView(this.#view, by), this.#size));
	}

	zoomAt(at: Point, factor: number): boolean {
		this.#set(zoomView(this.#view, at, factor, this.#size));
		return true;
	}

	pinch(before: readonly [Point, Point], after: readonly [Point, Point]): void {
		this.#set(pinchView(this.#view, before, after, this.#size));
	}

	/** Zooms about the surface's centre, animated. */
	step(factor: number): void {
		const middle = { x: this.#size.width / 2, y: this.#size.height / 2 };
		this.#fly(zoomView(this.#view, middle, factor, this.#size), flightTime / 4);
	}

	whole(): void {
		this.#fly(fitView(this.#size), flightTime);
	}

	/** Flies to a point of the map, with a zoom factor of at least `zoom`. */
	flyTo(place: Point, zoom: number): void {
		if (this.#size.width === 0) {
			this.#wanted = { place, zoom };
			return;
		}
		this.#fly(centreView(place, Math.max(zoom, this.zoom) * fitView(this.#size).scale, this.#size), flightTime);
	}

	/** The point of the map in the centre of the surface. */
	get middle(): Point {
		return toMap(this.#view, { x: this.#size.width / 2, y: this.#size.height / 2 });
	}

	#set(view: View): void {
		cancelAnimationFrame(this.#flight);
		this.#view = view;
		this.redraw();
	}

	#fly(to: View, time: number): void {
		if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
			this.#set(to);
			return;
		}
		const from = this.#view;
		const start = performance.now();
		cancelAnimationFrame(this.#flight);
		const frame = (now: number) => {
			const part = Math.max(0, (now - start) / time);
			if (part >= 1) {
				this.#set(to);
				return;
			}
			this.#view = flightView(from, to, ease(part), this.#size);
			this.redraw();
			this.#flight = requestAnimationFrame(frame);
		};
		this.#flight = requestAnimationFrame(frame);
	}
}
