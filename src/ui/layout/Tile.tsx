import type { MouseEvent, ReactNode } from 'react';
import { classes } from '../classes';
import { Icon, type IconName } from '../Icon';
import styles from './Tile.module.css';
import type { TilePlace } from './TileGrid';

interface TileProps extends TilePlace {
	/** Its key in the grid. */
	readonly id: string;
	readonly label: string;
	readonly title: string;
	/** Address of its picture; without one, the icon is shown. */
	readonly url: string | undefined;
	readonly icon: IconName;
	readonly pressed?: boolean;
	readonly selected?: boolean;
	readonly onPress: (event: MouseEvent) => void;
	/** What the button shows below the picture. */
	readonly children: ReactNode;
	/** Over the picture, beside the button. */
	readonly over?: ReactNode;
	readonly className?: string | undefined;
}

/** A tile of a `TileGrid`: a button with a picture and what is below it. */
export function Tile(props: TileProps) {
	const { id, label, title, url, icon, pressed, selected, onPress, children, over, className } = props;
	const { width, place, of, tabbable } = props;
	return (
		// biome-ignore lint/a11y/useSemanticElements: the rows between list and item do not allow <li>
		<div
			role="listitem"
			aria-posinset={place}
			aria-setsize={of}
			className={classes(styles.tile, className)}
			data-selected={selected || undefined}
			style={{ width }}
		>
			<button
				type="button"
				data-key={id}
				tabIndex={tabbable ? 0 : -1}
				aria-pressed={pressed}
				aria-label={label}
				title={title}
				onClick={onPress}
			>
				<span className={styles.picture} style={{ height: Math.round(0.75 * width) }}>
					{url ? <img src={url} alt="" decoding="async" /> : <Icon name={icon} />}
				</span>
				{children}
			</button>
			{over}
		</div>
	);
}
