import { useState } from 'react';
import { attempt } from '../../../ui/feedback/toasts';
import { RovingGroup } from '../../../ui/focus/RovingGroup';
import { Icon } from '../../../ui/Icon';
import { useObjectUrl } from '../../../ui/useObjectUrl';
import type { StyleEntry } from '../catalogue';
import { usePaint, usePaintContext } from '../context';
import type { StylePick } from '../state';
import type { StyleGroup } from '../styleSearch';
import { Example } from './StyleExample';
import styles from './StyleGallery.module.css';
import { StylePreview } from './StylePreview';

interface StyleTilesProps {
	/** A group without a painter has no heading. */
	readonly groups: readonly StyleGroup[];
	/** Places to reserve until the list of styles is loaded. */
	readonly waiting: number;
	readonly disabled: boolean;
	readonly packsDisabled: boolean;
}

/** A style that is pointed at, and its tile. */
interface Pointed {
	readonly entry: StyleEntry;
	readonly tile: HTMLElement;
}

/** The styles as pictures with their names: the visitor's own, then the built-in ones by painter. One stop of the Tab key. */
export function StyleTiles({ groups, waiting, disabled, packsDisabled }: StyleTilesProps) {
	const { paint } = usePaintContext();
	const picked = usePaint((state) => state.styles);
	const [pointed, setPointed] = useState<Pointed>();
	const own = picked.filter((style) => style.kind === 'picture');
	return (
		<>
			<RovingGroup
				label="Styles"
				className={styles.gallery}
				onPointerLeave={() => setPointed(undefined)}
				onBlur={() => setPointed(undefined)}
			>
				{own.length > 0 && (
					<div className={styles.tiles}>
						{own.map((style) => (
							<OwnTile key={style.key} style={style} disabled={disabled} />
						))}
					</div>
				)}
				{groups.map(({ painter, styles: entries }) => (
					<div key={painter} className={styles.group}>
						{painter && <h3>{painter}</h3>}
						<div className={styles.tiles}>
							{entries.map((entry) => (
								<Tile
									key={entry.id}
									entry={entry}
									named={entry.painter !== painter}
									chosen={picked.some(({ key }) => key === entry.id)}
									disabled={disabled || packsDisabled}
									onPoint={(tile) => setPointed({ entry, tile })}
									onPick={() =>
										attempt(() => paint.pickStyle({ kind: 'pack', key: entry.id, title: entry.title, weight: 1 }))
									}
								/>
							))}
							{Array.from({ length: waiting }, (_, at) => (
								// biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
								<span key={at} className={styles.picture} />
							))}
						</div>
					</div>
				))}
			</RovingGroup>
			{pointed && <StylePreview entry={pointed.entry} beside={pointed.tile} />}
		</>
	);
}

interface TileProps {
	readonly entry: StyleEntry;
	/** Shows the painter too. */
	readonly named: boolean;
	readonly chosen: boolean;
	readonly disabled: boolean;
	readonly onPick: () => void;
	readonly onPoint: (tile: HTMLElement) => void;
}

function Tile({ entry, named, chosen, disabled, onPick, onPoint }: TileProps) {
	return (
		<button
			type="button"
			className={styles.tile}
			aria-pressed={chosen}
			aria-label={`${entry.title}, ${entry.painter}, ${entry.year}, ${entry.place}`}
			disabled={disabled}
			onClick={onPick}
			onPointerEnter={({ currentTarget, pointerType }) => pointerType === 'mouse' && onPoint(currentTarget)}
			onFocus={({ currentTarget }) => currentTarget.matches(':focus-visible') && onPoint(currentTarget)}
		>
			<span className={styles.picture}>
				<Example entry={entry} />
				{chosen && <Chosen />}
			</span>
			<span className={styles.title}>{entry.title}</span>
			{named && <span className={styles.painter}>{entry.painter}</span>}
		</button>
	);
}

function OwnTile({ style, disabled }: { readonly style: StylePick & { kind: 'picture' }; readonly disabled: boolean }) {
	const { paint } = usePaintContext();
	const url = useObjectUrl(style.photo.picture);
	return (
		<button
			type="button"
			className={styles.tile}
			aria-pressed={true}
			aria-label={`Your picture: ${style.title}`}
			disabled={disabled}
			onClick={() => attempt(() => paint.pickStyle(style))}
		>
			<span className={styles.picture}>
				{url && <img src={url} alt="" />}
				<Chosen />
			</span>
			<span className={styles.title}>{style.title}</span>
			<span className={styles.painter}>Your own</span>
		</button>
	);
}

const Chosen = () => (
	<span className={styles.chosen}>
		<Icon name="check" size={12} />
	</span>
);
