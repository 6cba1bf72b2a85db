import { classes } from '../../../ui/classes';
import { Icon } from '../../../ui/Icon';
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
export function Cell({ hash, width, place, of, score, opened, tabbable, onOpen }: CellProps) {
	const entry = useIndex(({ entries }) => entries.get(hash));
	const gains = useFind((state) => state.gains.get(hash));
	const url = useObjectUrl(entry?.thumbnail);
	if (entry === undefined) return null;
	const { name, embedding, failedWith } = entry;
	const caption = entry.caption || embedding?.captions[0]?.text;
	const said = caption ?? (failedWith === undefined ? 'Waiting for a caption' : 'Could not be read');
	return (
		// biome-ignore lint/a11y/useSemanticElements: the rows between list and item do not allow <li>
		<div role="listitem" aria-posinset={place} aria-setsize={of} className={styles.cell} style={{ width }}>
			<button
				type="button"
				data-key={hash}
				tabIndex={tabbable ? 0 : -1}
				aria-pressed={opened}
				aria-label={`${name}: ${said}`}
				title={name}
				onClick={onOpen}
			>
				<span className={styles.picture} style={{ height: Math.round(0.75 * width) }}>
					{url ? <img src={url} alt="" decoding="async" /> : <Icon name="photo" />}
				</span>
				<span className={caption === undefined ? styles.waiting : styles.caption}>{said}</span>
				{gains && <Gains gains={gains} />}
				{score !== undefined && (
					<span className={classes(styles.score, 'numbers')} data-testid="score">
						{score.toFixed(3)}
					</span>
				)}
			</button>
		</div>
	);
}
