import { useState } from 'react';
import { Blend } from '../../../ui/controls/Blend';
import { Button } from '../../../ui/controls/Button';
import { attempt } from '../../../ui/feedback/toasts';
import { RovingGroup } from '../../../ui/focus/RovingGroup';
import { Icon } from '../../../ui/Icon';
import { Section } from '../../../ui/layout/Section';
import { useObjectUrl } from '../../../ui/useObjectUrl';
import type { StyleEntry } from '../catalogue';
import { usePaint, usePaintRoom } from '../context';
import { PACK_NEEDS_BUILT_IN_NETWORK } from '../ownNetwork/shared/types';
import type { StylePick } from '../state';
import './StyleGallery.css';

/** Reserve the gallery's space until the list of styles is loaded. */
const placeholders = Array.from({ length: 25 }, (_, at) => at);

/** Built-in styles and the visitor's own; one is chosen, or several are blended. */
export function StyleGallery() {
	const { paint, pictures } = usePaintRoom();
	const catalogue = usePaint((state) => state.catalogue);
	const styles = usePaint((state) => state.styles);
	const blending = usePaint((state) => state.blending);
	const running = usePaint((state) => state.run !== undefined);
	const ownNetwork = usePaint((state) => state.network !== 'perception');
	const [pointed, setPointed] = useState<StyleEntry>();
	const own = styles.filter((style) => style.kind === 'picture');
	const chosen = catalogue?.styles.find(({ id }) => id === styles.at(-1)?.key);
	const described = pointed ?? chosen;
	return (
		<Section
			title="Style"
			data-drop="style"
			actions={
				<Button look="plain" icon="add" disabled={running} onClick={() => pictures.choose('style')}>
					Add your own
				</Button>
			}
		>
			<RovingGroup label="Styles" className="gallery" onPointerLeave={() => setPointed(undefined)}>
				{own.map((style) => (
					<OwnTile key={style.key} style={style} disabled={running} />
				))}
				{catalogue?.styles.map((entry) => (
					<Tile
						key={entry.id}
						entry={entry}
						chosen={styles.some(({ key }) => key === entry.id)}
						disabled={running || ownNetwork}
						onPoint={() => setPointed(entry)}
						onPick={() =>
							attempt(() => paint.pickStyle({ kind: 'pack', key: entry.id, title: entry.title, weight: 1 }))
						}
					/>
				))}
				{catalogue === undefined && placeholders.map((key) => <span key={key} className="tile" />)}
			</RovingGroup>
			<p className="gallery-caption">
				{ownNetwork ? (
					PACK_NEEDS_BUILT_IN_NETWORK
				) : described ? (
					<>
						<strong>{described.title}</strong>
						<br />
						{described.painter}, {described.year}
					</>
				) : own.length > 0 ? (
					<>
						<strong>{own.map(({ title }) => title).join(' + ')}</strong>
						<br />
						Your own picture
					</>
				) : (
					<>
						Choose a style
						<br />
						<br />
					</>
				)}
			</p>
			<Blend
				label="Blend styles"
				on={blending}
				onSwitch={paint.setBlending}
				parts={styles}
				onWeigh={paint.setWeight}
				disabled={running}
			/>
		</Section>
	);
}

interface TileProps {
	readonly entry: StyleEntry;
	readonly chosen: boolean;
	readonly disabled: boolean;
	readonly onPick: () => void;
	readonly onPoint: () => void;
}

function Tile({ entry, chosen, disabled, onPick, onPoint }: TileProps) {
	const [missing, setMissing] = useState(false);
	return (
		<button
			type="button"
			className="tile"
			aria-pressed={chosen}
			aria-label={`${entry.title}, ${entry.painter}, ${entry.year}`}
			disabled={disabled}
			onClick={onPick}
			onPointerEnter={onPoint}
			onFocus={onPoint}
		>
			{missing ? (
				<Swatches colours={entry.swatches} />
			) : (
				<img src={entry.thumbnail} alt="" loading="lazy" onError={() => setMissing(true)} />
			)}
			{chosen && <Chosen />}
		</button>
	);
}

function OwnTile({ style, disabled }: { readonly style: StylePick & { kind: 'picture' }; readonly disabled: boolean }) {
	const { paint } = usePaintRoom();
	const url = useObjectUrl(style.photo.picture);
	return (
		<button
			type="button"
			className="tile"
			aria-pressed={true}
			aria-label={`Your picture: ${style.title}`}
			title={style.title}
			disabled={disabled}
			onClick={() => attempt(() => paint.pickStyle(style))}
		>
			{url && <img src={url} alt="" />}
			<Chosen />
		</button>
	);
}

const Chosen = () => (
	<span className="tile-chosen">
		<Icon name="check" size={12} />
	</span>
);

/** The painting's main colours, shown when the thumbnail could not be loaded. */
function Swatches({ colours }: { readonly colours: readonly string[] }) {
	return (
		<span className="swatches">
			{colours.map((colour) => (
				<span key={colour} style={{ background: colour }} />
			))}
		</span>
	);
}
