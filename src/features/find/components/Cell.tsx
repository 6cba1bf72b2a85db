import { Tile } from '../../../ui/layout/Tile';
import type { TilePlace } from '../../../ui/layout/TileGrid';
import { useObjectUrl } from '../../../ui/useObjectUrl';
import { useFind, useIndex } from '../context';
import { isUnsure, wordingOf } from '../wording';
import styles from './Cell.module.css';
import { Gains } from './Gains';
import { Strength, strengthOf } from './Strength';

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
	const cutOff = useFind(({ point }) => point?.cutOff);
	const url = useObjectUrl(entry?.thumbnail);
	if (entry === undefined) return null;
	const { name, embedding, failedWith } = entry;
	const [first] = embedding?.captions ?? [];
	const caption = entry.caption || (first && wordingOf(first));
	const isGuess = !entry.caption && first !== undefined && isUnsure(first);
	const said = caption ?? (failedWith === undefined ? 'Waiting for a caption' : 'Could not be read');
	return (
		<Tile
			{...place}
			id={hash}
			label={`${name}: ${said}${score === undefined ? '' : `, ${strengthOf({ score, cutOff })}`}`}
			title={name}
			url={url}
			icon="photo"
			pressed={opened}
			onPress={onOpen}
		>
			<span className={caption === undefined || isGuess ? styles.faint : styles.caption}>{said}</span>
			{gains && <Gains gains={gains} />}
			{score !== undefined && <Strength score={score} cutOff={cutOff} />}
		</Tile>
	);
}
