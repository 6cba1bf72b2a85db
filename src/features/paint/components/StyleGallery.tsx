import { useState } from 'react';
import { Blend } from '../../../ui/controls/Blend';
import { Button } from '../../../ui/controls/Button';
import { SearchField } from '../../../ui/controls/SearchField';
import { Section } from '../../../ui/layout/Section';
import type { StyleEntry } from '../catalogue';
import { usePaint, usePaintContext } from '../context';
import { PACK_NEEDS_BUILT_IN_NETWORK } from '../ownNetwork/shared/types';
import { groupStyles, searchStyles } from '../styleSearch';
import styles from './StyleGallery.module.css';
import { StyleTiles } from './StyleTiles';
import { TryAll } from './TryAll';

/** So many styles are shown before the visitor asks for all. */
const shownAtFirst = 9;

/** Chooses a style, or several to blend: built-in ones by painter, and the visitor's own pictures. */
export function StyleGallery() {
	const { paint, pictures } = usePaintContext();
	const catalogue = usePaint((state) => state.catalogue);
	const picked = usePaint((state) => state.styles);
	const blending = usePaint((state) => state.blending);
	const running = usePaint((state) => state.run !== undefined);
	const ownNetwork = usePaint((state) => state.network !== 'perception');
	const [all, setAll] = useState(false);
	const [query, setQuery] = useState('');
	const entries = catalogue?.styles ?? [];
	const found = searchStyles(entries, query);
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
			{all && (
				<SearchField label="Search styles" placeholder="Painting, painter, place" value={query} onChange={setQuery} />
			)}
			<StyleTiles
				groups={all ? groupStyles(found) : [{ painter: '', styles: first(entries, picked.at(-1)?.key) }]}
				waiting={catalogue === undefined ? shownAtFirst : 0}
				disabled={running}
				packsDisabled={ownNetwork}
			/>
			{all && found.length === 0 && (
				<p className={styles.caption}>No style has “{query}” in its name, painter or place.</p>
			)}
			{ownNetwork && <p className={styles.caption}>{PACK_NEEDS_BUILT_IN_NETWORK}</p>}
			<div className={styles.ways}>
				{entries.length > shownAtFirst && (
					<Button
						icon="grid"
						aria-expanded={all}
						onClick={() => {
							setAll(!all);
							setQuery('');
						}}
					>
						{all ? 'Fewer styles' : `All ${entries.length} styles`}
					</Button>
				)}
				{!ownNetwork && <TryAll onStart={() => setAll(true)} />}
			</div>
			<Blend
				label="Blend styles"
				on={blending}
				onSwitch={paint.setBlending}
				parts={picked}
				onWeigh={paint.setWeight}
				disabled={running}
			/>
		</Section>
	);
}

/** The first styles, with the chosen one among them. */
function first(entries: readonly StyleEntry[], chosen: string | undefined): readonly StyleEntry[] {
	const shown = entries.slice(0, shownAtFirst);
	const entry = entries.find(({ id }) => id === chosen);
	return entry === undefined || shown.includes(entry) ? shown : [entry, ...shown.slice(0, -1)];
}
