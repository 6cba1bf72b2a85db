import { Icon, type IconName } from '../../ui/Icon';
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
	const { entry, label, icon, caption, selected, width, place, of, tabbable, onPress, onSelect } = props;
	const { key, name, thumbnail, favourite, text } = entry;
	const url = useObjectUrl(thumbnail);
	const below = caption ?? text ?? label;
	return (
		// biome-ignore lint/a11y/useSemanticElements: the rows between list and item do not allow <li>
		<div
			role="listitem"
			aria-posinset={place}
			aria-setsize={of}
			className={styles.tile}
			data-selected={selected || undefined}
			style={{ width }}
		>
			<button
				type="button"
				className={styles.open}
				data-key={key}
				tabIndex={tabbable ? 0 : -1}
				aria-label={`${label}: ${name}${caption ? `, ${caption}` : ''}`}
				title={name}
				onClick={onPress}
			>
				<span className={styles.picture} style={{ height: Math.round(0.75 * width) }}>
					{url ? <img src={url} alt="" decoding="async" /> : <Icon name={icon} />}
				</span>
				<span className={styles.name}>{name}</span>
				<span className={styles.caption}>{below}</span>
			</button>
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
		</div>
	);
}
