import { useCallback, useEffect, useMemo, useState } from 'react';
import { Choice } from '../../../ui/controls/Choice';
import { number } from '../../../ui/format';
import { type Pen, Surface } from '../surface/Surface';
import type { Point } from '../surface/view';
import { Viewport } from '../surface/viewport';
import type { Vocabulary } from '../types';
import { drawWords } from './drawWords';
import { WordInput } from './WordInput';
import { WordSearch } from './WordSearch';
import { WordsList } from './WordsList';
import styles from './WordsMap.module.css';
import { layOutWords, placeOf, wordAt } from './wordLayout';

/** The picked word, as an index into the vocabulary. */
export interface PickedWord {
	readonly index: number;
	/** Whether the map moves to it: it was not picked on the map itself. */
	readonly fly: boolean;
}

interface WordsMapProps {
	readonly vocabulary: Vocabulary;
	readonly picked: PickedWord | undefined;
	/** Words that are highlighted with it, nearest first. */
	readonly marked: readonly number[];
	readonly onPick: (word: PickedWord | undefined) => void;
}

type Show = 'map' | 'list';
const shows: readonly { value: Show; label: string }[] = [
	{ value: 'map', label: 'Map' },
	{ value: 'list', label: 'List' },
];

/** Zoom factor at which a word is shown. */
const wordZoom = 5;
/** Distance from a dot, in pixels, that counts as on it. */
const reach = 14;

/** The vocabulary as a map or as a list, with a search field. */
export function WordsMap({ vocabulary, picked, marked, onPick }: WordsMapProps) {
	const [viewport] = useState(() => new Viewport());
	const [show, setShow] = useState<Show>('map');
	/** Text that the listed words contain. */
	const [filter, setFilter] = useState('');
	const [hovered, setHovered] = useState<number>();
	const layout = useMemo(() => layOutWords(vocabulary, measurer()), [vocabulary]);
	const draw = useCallback(
		(pen: Pen) => drawWords(pen, layout, { picked: picked?.index, hovered, marked }),
		[layout, picked, hovered, marked],
	);

	useEffect(() => {
		if (picked?.fly) viewport.flyTo(placeOf(vocabulary, picked.index), wordZoom);
	}, [picked, vocabulary, viewport]);

	const at = (place: Point, by: 'pointer' | 'keys') =>
		wordAt(layout, viewport.view, place, by === 'keys' ? Number.POSITIVE_INFINITY : reach);
	const described = hovered ?? picked?.index;
	return (
		<section className={styles.map} aria-label="Map of words">
			<div className={styles.tools}>
				{show === 'map' ? (
					<WordSearch words={vocabulary.words} onFind={(index) => onPick({ index, fly: true })} />
				) : (
					<div className={styles.filter}>
						<WordInput
							type="search"
							label="Words that contain"
							placeholder="Words that contain…"
							value={filter}
							onChange={setFilter}
						/>
					</div>
				)}
				<Choice label="Words as" hideLabel value={show} choices={shows} onChange={setShow} />
			</div>
			{show === 'map' ? (
				<Surface
					viewport={viewport}
					label="Map of words"
					draw={draw}
					pointing={hovered !== undefined}
					onPoint={(place, by) => setHovered(place && at(place, by))}
					onPick={(place, by) => {
						const index = at(place, by);
						onPick(index === undefined ? undefined : { index, fly: false });
					}}
					spoken={hovered === undefined ? undefined : vocabulary.words[hovered]}
					caption={
						described === undefined ? (
							`${number(vocabulary.words.length)} words. The closer two are, the more similarly the network uses them.`
						) : (
							<>
								<strong>{vocabulary.words[described]}</strong> · seen {timesText(vocabulary.counts[described])} ·
								cluster: {layout.clusters[layout.clusterOf[described]!]?.name}
							</>
						)
					}
				/>
			) : (
				<WordsList
					layout={layout}
					filter={filter}
					picked={picked?.index}
					onPick={(index) => onPick({ index, fly: true })}
				/>
			)}
		</section>
	);
}

const timesText = (count = 0): string => (count === 1 ? 'once' : `${number(count)} times`);

/** Measures the width of texts in the page's font. */
function measurer(): (text: string, font: string) => number {
	const context = document.createElement('canvas').getContext('2d');
	const family = getComputedStyle(document.body).fontFamily;
	return (text, font) => {
		if (context === null) return text.length * 7;
		context.font = `${font} ${family}`;
		return context.measureText(text).width;
	};
}
