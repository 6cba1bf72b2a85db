import { useMemo } from 'react';
import { TileGrid } from '../../../ui/layout/TileGrid';
import { useFind, useFindContext, useIndex } from '../context';
import { Cell } from './Cell';
import styles from './Grid.module.css';

/** Target widths of a cell; the narrow one is for phones. */
const widths = { wide: 184, narrow: 132 };
/** Heights of the parts below a picture, in px: two lines of caption, the explained words, the score. */
const captionHeight = 43;
const gainsHeight = 42;
const scoreHeight = 20;

/** All pictures, or the hits of a search, best first. Only the rows in sight are rendered. */
export function Grid() {
	const { find, actions } = useFindContext();
	const entries = useIndex((state) => state.entries);
	const hits = useFind((state) => state.hits);
	const point = useFind((state) => state.point);
	const opened = useFind((state) => state.opened);
	const explains = useFind((state) => state.gains.size > 0);
	const hashes = useMemo(
		() => hits?.map(({ hash }) => hash).filter((hash) => entries.has(hash)) ?? [...entries.keys()],
		[hits, entries],
	);
	const scores = useMemo(() => new Map(hits?.map(({ hash, score }) => [hash, score])), [hits]);
	const below = captionHeight + (explains ? gainsHeight : 0) + (hits ? scoreHeight : 0);
	return (
		<TileGrid
			label="Pictures"
			data-testid="find-grid"
			keys={hashes}
			widths={widths}
			heightOf={(width) => Math.round(0.75 * width) + below}
			current={opened}
			// A new query starts at its best picture.
			startOver={point}
			onKey={({ key }, hash, move) => {
				if (key === 'Escape') find.open(undefined);
				else if (key !== 'Delete' && key !== 'Backspace') return false;
				else {
					move(hash === hashes.at(-1) ? -1 : 1);
					actions.remove([hash]);
				}
				return true;
			}}
			renderTile={(hash, place) => (
				<Cell
					key={hash}
					hash={hash}
					{...place}
					score={scores.get(hash)}
					opened={hash === opened}
					onOpen={() => find.open(hash)}
				/>
			)}
		>
			{hits !== undefined && hashes.length === 0 && <Nothing />}
		</TileGrid>
	);
}

/** Says why a query found no pictures. */
function Nothing() {
	const waiting = useIndex(({ entries }) => [...entries.values()].some(({ embedding }) => embedding === undefined));
	const readable = useFind(({ query }) => query?.kind !== 'sentence' || query.words.length > 0);
	return (
		<p className={styles.nothing}>
			{!readable
				? 'None of these words can be searched for. Describe the picture in English, such as “a dog in the snow”.'
				: waiting
					? 'Pictures are still being captioned. Matches appear here as they are ready.'
					: 'No pictures to search. Add some first.'}
		</p>
	);
}
