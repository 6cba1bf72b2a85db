import { Button } from '../../../ui/Button';
import { Choice } from '../../../ui/Choice';
import { useFind, useFindRoom, useIndex } from '../context';
import type { FindView } from '../state';
import './Toolbar.css';

const views: readonly { value: FindView; label: string }[] = [
	{ value: 'grid', label: 'Pictures' },
	{ value: 'map', label: 'Map' },
	{ value: 'words', label: 'Words' },
];

/** What is looked at, and what can be done with all pictures. */
export function Toolbar() {
	const { find, pictures } = useFindRoom();
	const view = useFind((state) => state.view);
	const count = useIndex(({ entries }) => entries.size);
	const isKept = useIndex(({ storage }) => storage !== 'memory');
	return (
		<div className="toolbar find-toolbar" role="toolbar" aria-label="Library">
			<Choice label="Show" value={view} choices={views} onChange={find.setView} />
			<p className="find-count numbers">
				{count === 1 ? '1 picture' : `${count.toLocaleString('en')} pictures`}
				{!isKept && ' · not kept: this browser refuses storage'}
			</p>
			<div className="toolbar-tools">
				<Button look="plain" icon="folder" onClick={pictures.chooseFolder}>
					Add a folder
				</Button>
				<Button look="plain" icon="add" onClick={pictures.chooseFiles}>
					Add files
				</Button>
				{count > 0 && (
					<>
						<Button look="plain" icon="save" iconOnly onClick={pictures.exportIndex}>
							Export captions and vectors as JSON
						</Button>
						<Button look="plain" icon="trash" iconOnly onClick={pictures.clear}>
							Remove all pictures
						</Button>
					</>
				)}
			</div>
		</div>
	);
}
