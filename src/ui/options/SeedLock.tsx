import { Button } from '../controls/Button';

interface SeedLockProps {
	readonly locked: boolean;
	readonly onChange: (locked: boolean) => void;
	/** What a locked seed does. */
	readonly label: string;
}

/** Keeps a seed as it is, instead of taking another one with each run. */
export const SeedLock = ({ locked, onChange, label }: SeedLockProps) => (
	<Button
		look="plain"
		size="small"
		icon={locked ? 'locked' : 'unlocked'}
		iconOnly
		aria-pressed={locked}
		onClick={() => onChange(!locked)}
	>
		{label}
	</Button>
);
