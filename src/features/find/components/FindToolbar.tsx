import { classes } from '../../../ui/classes';
import { Button } from '../../../ui/controls/Button';
import { Choice } from '../../../ui/controls/Choice';
import { Menu } from '../../../ui/controls/Menu';
import { confirm } from '../../../ui/feedback/confirm';
import { attempt } from '../../../ui/feedback/toasts';
import { counted } from '../../../ui/format';
import { Toolbar } from '../../../ui/layout/Toolbar';
import { useFind, useFindContext, useIndex } from '../context';
import type { FindView } from '../state';
import styles from './FindToolbar.module.css';

const views: readonly { value: FindView; label: string }[] = [
	{ value: 'grid', label: 'Grid' },
	{ value: 'map', label: 'Map' },
	{ value: 'words', label: 'Words' },
];

/** Switches the view, and holds the actions on all pictures. */
export function FindToolbar() {
	const { find, intake, actions, choose } = useFindContext();
	const view = useFind((state) => state.view);
	const count = useIndex(({ entries }) => entries.size);
	const isKept = useIndex(({ storage }) => storage !== 'memory');
	const removeAll = async () => {
		const agreed = await confirm({
			title: `Remove ${counted(count, 'picture')}?`,
			text: 'Their captions are deleted too. Your files and your library stay as they are.',
			confirm: 'Remove all',
			cancel: 'Cancel',
		});
		if (!agreed) return;
		find.clear();
		actions.clear();
	};
	return (
		<Toolbar
			label="Pictures"
			className={styles.toolbar}
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
							<Button look="plain" icon="trash" onClick={() => attempt(removeAll)}>
								Remove all pictures
							</Button>
						</Menu>
					</>
				)
			}
		>
			<Choice label="Show" hideLabel value={view} choices={views} onChange={find.setView} />
			<p className={classes(styles.count, 'numbers')}>
				{count > 0 && counted(count, 'picture')}
				{count > 0 && !isKept && ', for this visit only: the browser’s storage is unavailable'}
			</p>
		</Toolbar>
	);
}
