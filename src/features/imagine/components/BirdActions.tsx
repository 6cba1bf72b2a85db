import { Button } from '../../../ui/controls/Button';
import { attempt, note } from '../../../ui/feedback/toasts';
import { Actions } from '../../../ui/layout/Toolbar';
import { useImagineContext } from '../context';
import type { Work } from '../state';
import styles from './BirdActions.module.css';

interface BirdActionsProps {
	readonly work: Work;
	/** Set while its sheet is being drawn, when the recipe is not complete yet. */
	readonly disabled: boolean;
}

async function copy({ bird: { text, seed } }: Work): Promise<void> {
	await navigator.clipboard.writeText(`${text} (seed ${seed})`);
	note('Sentence and seed copied.');
}

/** Saves, keeps, copies or sends the selected bird. */
export function BirdActions({ work, disabled }: BirdActionsProps) {
	const { works } = useImagineContext();
	return (
		<Actions label="This bird">
			<Button icon="save" disabled={disabled} onClick={() => works.save(work)}>
				Save PNG
			</Button>
			<Button icon="bookmark" disabled={disabled} onClick={() => works.keep(work)}>
				Keep
			</Button>
			<Button icon="copy" aria-label="Copy sentence and seed" onClick={() => attempt(() => copy(work))}>
				Copy
			</Button>
			<span className={styles.send}>
				<span className="numbers" aria-hidden="true">
					Send to
				</span>
				{works.destinations.map((destination) => (
					<Button
						key={destination.id}
						icon={destination.icon}
						disabled={disabled}
						aria-label={`Send to ${destination.title}`}
						onClick={() => works.send(work, destination)}
					>
						{destination.title}
					</Button>
				))}
			</span>
		</Actions>
	);
}
