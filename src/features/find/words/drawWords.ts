import type { Pen } from '../surface/Surface';
import { fitView, toScreen } from '../surface/view';
import { levelOf } from './labels';
import { dotGrowth, namePadding, placeOf, type WordLayout } from './wordLayout';

/** Highlighted words, as indices into the vocabulary. */
export interface Emphasis {
	readonly picked: number | undefined;
	readonly hovered: number | undefined;
	/** The picked word's neighbours, nearest first. */
	readonly marked: readonly number[];
}

/** Radius of the ring around a highlighted dot, and how far it pushes the name aside, in pixels. */
const ring = 6;
const ringGap = 6;

interface Box {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

const overlap = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Draws the dots, then the names. Names that a highlighted one would cover are left out. */
export function drawWords(pen: Pen, layout: WordLayout, emphasis: Emphasis): void {
	drawDots(pen, layout);
	const raised = raisedNames(pen, layout, emphasis);
	const { context, view, size } = pen;
	const level = levelOf(view.scale);
	const taken = [...raised.values()];
	context.textBaseline = 'middle';
	context.lineJoin = 'round';
	context.lineWidth = 3;
	context.strokeStyle = pen.colour('--stage');
	context.fillStyle = pen.colour('--ink');
	layout.shownFrom.forEach((from, index) => {
		if (from > level || raised.has(index)) return;
		const box = nameBox(pen, layout, index);
		if (box.right < 0 || box.left > size.width || box.bottom < 0 || box.top > size.height) return;
		if (taken.some((other) => overlap(box, other))) return;
		write(pen, layout, index, box, true);
	});
	drawRaised(pen, layout, emphasis, raised);
}

function drawDots({ context, view, size, colour }: Pen, layout: WordLayout): void {
	const growth = dotGrowth(view.scale / fitView(size).scale);
	context.globalAlpha = 0.75;
	layout.byHue.forEach((members, hue) => {
		context.beginPath();
		for (const index of members) {
			const { x, y } = toScreen(view, placeOf(layout.vocabulary, index));
			const radius = layout.radius[index]! * growth;
			if (x < -radius || y < -radius || x > size.width + radius || y > size.height + radius) continue;
			context.moveTo(x + radius, y);
			context.arc(x, y, radius, 0, 2 * Math.PI);
		}
		context.fillStyle = colour(`--cluster-${hue}`);
		context.fill();
	});
	context.globalAlpha = 1;
}

/** Boxes of the highlighted names: the picked one, the hovered one, then neighbours as far as they fit. */
function raisedNames(pen: Pen, layout: WordLayout, { picked, hovered, marked }: Emphasis): Map<number, Box> {
	const raised = new Map<number, Box>();
	for (const index of [picked, hovered, ...marked]) {
		if (index === undefined || raised.has(index)) continue;
		const box = nameBox(pen, layout, index, ringGap);
		const needed = index === picked || index === hovered;
		if (needed || ![...raised.values()].some((other) => overlap(box, other))) raised.set(index, box);
	}
	return raised;
}

function drawRaised(pen: Pen, layout: WordLayout, emphasis: Emphasis, raised: ReadonlyMap<number, Box>): void {
	const { context, view, colour } = pen;
	const { picked, hovered, marked } = emphasis;
	context.lineWidth = 1.5;
	context.strokeStyle = colour('--accent');
	for (const index of new Set([...marked, picked, hovered])) {
		if (index === undefined) continue;
		const { x, y } = toScreen(view, placeOf(layout.vocabulary, index));
		context.beginPath();
		context.arc(x, y, ring, 0, 2 * Math.PI);
		context.stroke();
	}
	// Drawn in reverse, so that the picked name is on top.
	for (const [index, box] of [...raised].reverse()) {
		const strong = index === picked;
		context.fillStyle = colour(strong ? '--accent' : index === hovered ? '--raised' : '--accent-soft');
		context.beginPath();
		context.roundRect(box.left, box.top, box.right - box.left, box.bottom - box.top, 4);
		context.fill();
		if (index === hovered && !strong) context.stroke();
		context.fillStyle = colour(strong ? '--on-accent' : '--ink');
		write(pen, layout, index, box, false);
	}
}

/** @param further additional offset to the right, in pixels */
function nameBox({ view }: Pen, layout: WordLayout, index: number, further = 0): Box {
	const { x, y } = toScreen(view, placeOf(layout.vocabulary, index));
	const { left: gap, top, width, height } = layout.boxes[index]!;
	const left = gap + further;
	return { left: x + left, top: y + top, right: x + left + width, bottom: y + top + height };
}

/** @param bare whether the name has no box: an outline in the map's colour then separates it from dots */
function write({ context, font }: Pen, layout: WordLayout, index: number, box: Box, bare: boolean): void {
	const word = layout.vocabulary.words[index]!;
	context.font = `${layout.fonts[index]} ${font}`;
	const [x, y] = [box.left + namePadding.x, (box.top + box.bottom) / 2 + 0.5];
	if (bare) context.strokeText(word, x, y);
	context.fillText(word, x, y);
}
