import { useMemo } from 'react';
import { useStore } from 'zustand';
import { HoodSection } from '../../../../ui/layout/Hood';
import { ImageCanvas } from '../../../../ui/layout/ImageCanvas';
import { themeStore } from '../../../../ui/theme';
import type { ThoughtVector } from '../../types';
import styles from './Strips.module.css';

/** The palette's accent and its counterpart: canvases cannot read CSS variables. */
const colours = {
	light: { positive: [47, 79, 196], negative: [163, 83, 11] },
	dark: { positive: [142, 166, 255], negative: [240, 163, 94] },
} as const;

/** Draws one pixel per number: blue above zero, brown below, stronger for larger values. @param full value drawn at full strength */
function stripOf(vector: ThoughtVector, full: number, theme: 'light' | 'dark'): ImageData {
	const strip = new ImageData(vector.length, 1);
	const { positive, negative } = colours[theme];
	vector.forEach((value, at) => {
		const strength = Math.min(1, Math.abs(value) / full);
		strip.data.set([...(value > 0 ? positive : negative), Math.round(255 * strength)], 4 * at);
	});
	return strip;
}

const dot = (a: ThoughtVector, b: ThoughtVector): number => a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
const norm = (a: ThoughtVector): number => Math.sqrt(dot(a, a));

/** Three standard deviations, assuming a mean near 0. */
const fullOf = (...vectors: ThoughtVector[]): number =>
	Math.max(...vectors.map((vector) => (3 * norm(vector)) / Math.sqrt(vector.length)), 1e-9);

interface StripsProps {
	readonly before: ThoughtVector;
	readonly after: ThoughtVector;
}

/** The thought vector before and after the style shift, as colours. */
export function Strips({ before, after }: StripsProps) {
	const theme = useStore(themeStore, (state) => state.shown);
	const strips = useMemo(() => {
		const full = fullOf(before, after);
		return [before, after].map((vector) => stripOf(vector, full, theme));
	}, [before, after, theme]);
	const cosine = dot(before, after) / Math.max(norm(before) * norm(after), 1e-9);
	const rows = [
		{ name: 'before', length: norm(before) },
		{ name: 'after', length: norm(after) },
	];
	return (
		<HoodSection title="The thought vector before and after">
			{rows.map(({ name, length }, at) => (
				<figure key={name} className={styles.strip}>
					<ImageCanvas
						label={`The ${before.length} numbers of the thought vector ${name} the shift, as colours; its length is ${length.toFixed(2)}`}
						picture={strips[at] as ImageData}
					/>
					<figcaption className="numbers">
						{name}, length {length.toFixed(2)}
					</figcaption>
				</figure>
			))}
			<p className="numbers">Cosine between the two: {cosine.toFixed(2).replace('-', '−')}</p>
		</HoodSection>
	);
}
