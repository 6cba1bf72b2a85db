import { Button } from '../controls/Button';

interface SeedLockProps {
	readonly locked: boolean;
	readonly onChange: (locked: boolean) => void;
	/** Tooltip: what a locked seed does. */
	readonly label: string;
}

/** A toggle that keeps the seed the same for every run. */
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
