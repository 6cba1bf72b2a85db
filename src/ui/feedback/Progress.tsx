import './Progress.css';

export interface ProgressProps {
	readonly label: string;
	/** Undefined: under way, nobody knows how far. */
	readonly value?: number | undefined;
	readonly max: number;
	/** The value in words. */
	readonly text?: string;
}

export function Progress({ label, value, max, text }: ProgressProps) {
	const known = value !== undefined;
	return (
		<div
			className={known ? 'progress' : 'progress progress-unknown'}
			role="progressbar"
			aria-label={label}
			aria-valuemin={0}
			aria-valuemax={max}
			{...(known ? { 'aria-valuenow': value } : {})}
			{...(text ? { 'aria-valuetext': text } : {})}
		>
			<div style={{ scale: `${known && max > 0 ? Math.min(1, value / max) : 1} 1` }} />
		</div>
	);
}
