import './Progress.css';

export interface ProgressProps {
	readonly label: string;
	/** 0 to 1; undefined when the progress is unknown. */
	readonly value?: number | undefined;
	readonly max: number;
	/** The progress in words, for screen readers. */
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
