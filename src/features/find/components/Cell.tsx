import { classes } from '../../../ui/classes';
import { Tile } from '../../../ui/layout/Tile';
import type { TilePlace } from '../../../ui/layout/TileGrid';
import { useObjectUrl } from '../../../ui/useObjectUrl';
import { useFind, useIndex } from '../context';
import styles from './Cell.module.css';
import { Gains } from './Gains';

interface CellProps extends TilePlace {
	readonly hash: string;
	readonly score: number | undefined;
	readonly opened: boolean;
	readonly onOpen: () => void;
}

/** One picture of the grid with its caption. */
export function Cell({ hash, score, opened, onOpen, ...place }: CellProps) {
	const entry = useIndex(({ entries }) => entries.get(hash));
	const gains = useFind((state) => state.gains.get(hash));
	const url = useObjectUrl(entry?.thumbnail);
	if (entry === undefined) return null;
	const { name, embedding, failedWith } = entry;
	const caption = entry.caption || embedding?.captions[0]?.text;
	const said = caption ?? (failedWith === undefined ? 'Waiting for a caption' : 'Could not be read');
	return (
		<Tile
			{...place}
			id={hash}
			label={`${name}: ${said}`}
			title={name}
			url={url}
			icon="photo"
			pressed={opened}
			onPress={onOpen}
		>
			<span className={caption === undefined ? styles.waiting : styles.caption}>{said}</span>
			{gains && <Gains gains={gains} />}
			{score !== undefined && (
				<span className={classes(styles.score, 'numbers')} data-testid="score">
					{score.toFixed(3)}
				</span>
			)}
		</Tile>
	);
}
