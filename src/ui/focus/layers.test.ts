import { expect, it } from 'vitest';
import { createLayers } from './layers';

/** A history whose moves happen when `settle` is called, and layers that close themselves as components do. */
function page() {
	const entries: ({ layer: number } | null)[] = [null];
	let at = 0;
	const pending: (() => void)[] = [];
	const move = (by: number) => {
		at += by;
		layers.onBack();
	};
	const layers = createLayers(
		{
			get state() {
				return entries[at];
			},
			pushState: (state) => {
				at += 1;
				entries.splice(at, Number.POSITIVE_INFINITY, state);
			},
			replaceState: (state) => {
				entries[at] = state;
			},
			back: () => void pending.push(() => move(-1)),
		},
		(then) => void pending.push(then),
		0,
	);
	const open = new Set<string>();
	return {
		open,
		show(name: string): () => void {
			open.add(name);
			const close = () => {
				if (open.delete(name)) left();
			};
			const left = layers.open(close);
			return close;
		},
		/** Back and forward by the visitor. */
		go: move,
		/** One thing that was to happen later. */
		next: () => pending.shift()?.(),
		settle() {
			while (pending.length > 0) pending.shift()?.();
		},
		get place() {
			return at;
		},
		leaveTab() {
			entries.splice(at + 1, Number.POSITIVE_INFINITY, null);
			move(1);
		},
	};
}

it('closes one layer at a time, however many there are', () => {
	const studio = page();
	for (const name of ['library', 'viewer', 'dialog']) studio.show(name);
	studio.go(-1);
	studio.settle();
	expect([...studio.open]).toEqual(['library', 'viewer']);
	studio.go(-1);
	studio.settle();
	expect([...studio.open]).toEqual(['library']);
	studio.go(-1);
	studio.settle();
	expect([[...studio.open], studio.place]).toEqual([[], 0]);
});

it('leaves no entry of what was closed in another way, also when several layers close at once', () => {
	const studio = page();
	const closes = ['library', 'viewer'].map(studio.show);
	for (const close of closes) close();
	studio.settle();
	expect(studio.place).toBe(0);
});

it('gives a dialog that opens in place of another the entry of that one', () => {
	const studio = page();
	const closeHelp = studio.show('help');
	closeHelp();
	const closeTour = studio.show('tour');
	studio.settle();
	expect([[...studio.open], studio.place]).toEqual([['tour'], 1]);
	closeTour();
	studio.settle();
	expect(studio.place).toBe(0);
});

it('does not close what is opened while the browser still goes back over the entry of what was closed', () => {
	const studio = page();
	studio.show('help')();
	studio.next();
	studio.show('storage');
	studio.settle();
	expect([[...studio.open], studio.place]).toEqual([['storage'], 1]);
	studio.go(-1);
	studio.settle();
	expect([[...studio.open], studio.place]).toEqual([[], 0]);
});

it('closes everything when another tab is opened, and goes back to nothing from there', () => {
	const studio = page();
	studio.show('library');
	studio.leaveTab();
	studio.settle();
	expect([[...studio.open], studio.place]).toEqual([[], 2]);
});
