import { Button } from '../../ui/controls/Button';
import { Actions } from '../../ui/layout/Toolbar';
import type { Entry, EntryAction } from './entry';
import styles from './LibraryPage.module.css';

interface SelectionBarProps {
	readonly selected: readonly Entry[];
	/** What can be done with a single entry. */
	readonly actionsOf: (entry: Entry) => readonly EntryAction[];
	readonly onFavourite: (favourite: boolean) => void;
	readonly onCompare: (pair: readonly [Entry, Entry]) => void;
	readonly onExport: () => void;
	readonly onRemove: () => void;
	readonly onClear: () => void;
}

/** What can be done with the selected entries. */
export function SelectionBar(props: SelectionBarProps) {
	const { selected, actionsOf, onFavourite, onCompare, onExport, onRemove, onClear } = props;
	const [first, second] = selected;
	const allFavourites = selected.every(({ favourite }) => favourite);
	return (
		<section className={styles.selection} aria-label="Selected">
			<p role="status">{selected.length} selected</p>
			<Actions label="Selected entries">
				{first &&
					selected.length === 1 &&
					actionsOf(first).map((action) => (
						<Button key={action.label} icon={action.icon} onClick={() => action.run(first)}>
							{action.label}
						</Button>
					))}
				{first && second && selected.length === 2 && (
					<Button icon="compare" onClick={() => onCompare([first, second])}>
						Compare
					</Button>
				)}
				<Button icon="star" onClick={() => onFavourite(!allFavourites)}>
					{allFavourites ? 'No favourite' : 'Favourite'}
				</Button>
				<Button icon="save" onClick={onExport}>
					Export as ZIP
				</Button>
				<Button icon="trash" onClick={onRemove}>
					Delete
				</Button>
				<Button look="plain" icon="close" iconOnly onClick={onClear}>
					Select nothing
				</Button>
			</Actions>
		</section>
	);
}
