import { Icon, type IconName } from '../../ui/Icon';
import { Tile } from '../../ui/layout/Tile';
import type { TilePlace } from '../../ui/layout/TileGrid';
import { useObjectUrl } from '../../ui/useObjectUrl';
import styles from './EntryTile.module.css';
import type { Entry } from './entry';

interface EntryTileProps extends TilePlace {
	readonly entry: Entry;
	/** What it is: "Painting". */
	readonly label: string;
	readonly icon: IconName;
	/** The visitor's caption, or the network's. */
	readonly caption: string | undefined;
	readonly selected: boolean;
	/** Opens it, or selects it as the keys that were held say. */
	readonly onPress: (event: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }) => void;
	readonly onSelect: (shiftKey: boolean) => void;
}

/** Height of a tile below its picture, in px. */
export const belowPicture = 44;

/** One entry of the library: its picture, what it is, its name and caption, and a box to select it. */
export function EntryTile(props: EntryTileProps) {
	const { entry, label, icon, caption, selected, onPress, onSelect, ...place } = props;
	const { key, name, thumbnail, favourite, text } = entry;
	const below = caption ?? text ?? label;
	return (
		<Tile
			{...place}
			id={key}
			className={styles.tile}
			label={`${label}: ${name}${caption ? `, ${caption}` : ''}`}
			title={name}
			url={useObjectUrl(thumbnail)}
			icon={icon}
			selected={selected}
			onPress={onPress}
			over={
				<>
					<span className={styles.badges} aria-hidden="true">
						{favourite && <Icon name="star" size={14} />}
						<Icon name={icon} size={14} />
					</span>
					<label className={styles.box}>
						<input
							type="checkbox"
							tabIndex={-1}
							aria-label={`Select ${name}`}
							checked={selected}
							onChange={(event) => onSelect((event.nativeEvent as unknown as MouseEvent).shiftKey)}
						/>
					</label>
				</>
			}
		>
			<span className={styles.name} dir="auto">
				{name}
			</span>
			<span className={styles.caption} dir="auto">
				{below}
			</span>
		</Tile>
	);
}
