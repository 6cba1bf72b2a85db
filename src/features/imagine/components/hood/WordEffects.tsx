import { useMemo } from 'react';
import { useStore } from 'zustand';
import { Bar } from '../../../../ui/charts/Bar';
import { Progress } from '../../../../ui/feedback/Progress';
import { ImageCanvas } from '../../../../ui/layout/ImageCanvas';
import { themeStore } from '../../../../ui/theme';
import { samplesOf } from '../../birds';
import { useImagineContext } from '../../context';
import { greyMap } from '../../imageData';
import type { WordEffect } from '../../types';
import { BirdCanvas } from '../BirdCanvas';
import { OnDemand } from './OnDemand';
import { type Inspected, useInspection } from './useInspection';
import styles from './WordEffects.module.css';

/** Number of noises that an effect is averaged over. */
const noises = 4;

/** The effect of each word: the sketch without it, and where that differs. */
export function WordEffects({ bird, truncation }: Inspected) {
	const { imagine } = useImagineContext();
	const effects = useInspection({ bird, truncation })?.effects;
	const seeds = samplesOf(bird.text, bird.seed, noises).map(({ seed }) => seed);
	const isPlain = bird.near === undefined && bird.towards === undefined;
	const most = Math.max(...(effects?.found ?? []).map(({ difference }) => difference), 1e-9);
	return (
		<OnDemand
			title="The effect of each word"
			about={JSON.stringify([bird, truncation])}
			ask={() => imagine.measureWordEffects(bird, truncation, seeds)}
		>
			{effects?.seconds === undefined && <Progress label="Measuring the effect of each word" max={1} />}
			<ol className={styles.effects} aria-label="Effects">
				{effects?.found.map((effect) => (
					<Effect key={effect.index} effect={effect} most={most} />
				))}
			</ol>
			{effects?.seconds !== undefined && (
				<p className="numbers">
					The sketch without each word, and where it differs; the bar is how much, over {noises} noises.
					{isPlain ? '' : ` Shown for the sentence by itself, with seed ${bird.seed}.`} Took{' '}
					{effects.seconds.toFixed(1)} s.
				</p>
			)}
		</OnDemand>
	);
}

/** The accent colour of each theme; canvases cannot read CSS variables. */
const colours = {
	light: { none: [242, 240, 236], full: [47, 79, 196] },
	dark: { none: [31, 29, 28], full: [142, 166, 255] },
} as const;

function Effect({
	effect: { word, difference, without, where },
	most,
}: {
	readonly effect: WordEffect;
	readonly most: number;
}) {
	const theme = useStore(themeStore, (state) => state.shown);
	const map = useMemo(() => {
		const { none, full } = colours[theme];
		const mixed = (value: number, at: 0 | 1 | 2) => none[at] + ((full[at] - none[at]) * value) / 255;
		return greyMap(where, Math.sqrt(where.length), (value) => [mixed(value, 0), mixed(value, 1), mixed(value, 2)]);
	}, [where, theme]);
	return (
		<li>
			<div>
				<span>
					<strong>{word}</strong> <span className="numbers">{(100 * difference).toFixed(1)} %</span>
				</span>
				<Bar share={difference / most} />
			</div>
			<BirdCanvas picture={without} label={`The sketch without “${word}”`} />
			<ImageCanvas picture={map} label={`Where “${word}” makes a difference`} />
		</li>
	);
}
