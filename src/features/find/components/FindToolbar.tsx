import { useState } from 'react';
import { Button } from '../../../ui/controls/Button';
import { Choice } from '../../../ui/controls/Choice';
import { Menu } from '../../../ui/controls/Menu';
import { Dialog } from '../../../ui/layout/Dialog';
import { Toolbar } from '../../../ui/layout/Toolbar';
import { useFind, useFindRoom, useIndex } from '../context';
import type { FindView } from '../state';
import './FindToolbar.css';

const views: readonly { value: FindView; label: string }[] = [
	{ value: 'grid', label: 'Grid' },
	{ value: 'map', label: 'Map' },
	{ value: 'words', label: 'Words' },
];

const counted = (count: number): string => (count === 1 ? '1 picture' : `${count.toLocaleString('en')} pictures`);

/** Switches the view, and holds the actions on all pictures. */
export function FindToolbar() {
	const { find, intake, actions, choose } = useFindRoom();
	const view = useFind((state) => state.view);
	const count = useIndex(({ entries }) => entries.size);
	const isKept = useIndex(({ storage }) => storage !== 'memory');
	const [clearing, setClearing] = useState(false);
	return (
		<Toolbar
			label="Pictures"
			className="find-toolbar"
			tools={
				count > 0 &&
				view !== 'words' && (
					<>
						<Button look="plain" icon="folder" onClick={choose.folder}>
							Add a folder
						</Button>
						<Button look="plain" icon="add" onClick={choose.files}>
							Add files
						</Button>
						<Menu label="All pictures">
							<Button look="plain" icon="photo" onClick={intake.addSamples}>
								Add the sample library
							</Button>
							<Button look="plain" icon="save" onClick={actions.exportIndex}>
								Export captions as JSON
							</Button>
							<Button look="plain" icon="trash" onClick={() => setClearing(true)}>
								Remove all pictures
							</Button>
						</Menu>
					</>
				)
			}
		>
			<Choice label="Show" hideLabel value={view} choices={views} onChange={find.setView} />
			<p className="find-count numbers">
				{count > 0 && counted(count)}
				{count > 0 && !isKept && ', for this visit only: the browser’s storage is unavailable'}
			</p>
			{clearing && <ClearDialog count={count} onClose={() => setClearing(false)} />}
		</Toolbar>
	);
}

function ClearDialog({ count, onClose }: { readonly count: number; readonly onClose: () => void }) {
	const { find, actions } = useFindRoom();
	return (
		<Dialog title={`Remove ${counted(count)}?`} onClose={onClose}>
			<div className="find-clear">
				<p>Their captions are deleted too. Your files and your library stay as they are.</p>
				<div className="find-ways">
					<Button onClick={onClose}>Cancel</Button>
					<Button
						look="primary"
						icon="trash"
						onClick={() => {
							find.clear();
							actions.clear();
							onClose();
						}}
					>
						Remove all
					</Button>
				</div>
			</div>
		</Dialog>
	);
}
