import { type CSSProperties, type ReactNode, useState } from 'react';
import './Compare.css';

interface CompareProps {
	readonly label: string;
	readonly before: ReactNode;
	readonly after: ReactNode;
	/** Sizes the frame; both pictures fill it. */
	readonly style?: CSSProperties;
	readonly className?: string;
}

/**
 * Two pictures of one size, one over the other, parted by a line that can be dragged or moved with the arrow keys.
 * The line is a range input over the whole frame: pointer, touch, keys and screen readers come with it.
 */
export function Compare({ label, before, after, style, className }: CompareProps) {
	const [at, setAt] = useState(50);
	return (
		<div className={`compare ${className ?? ''}`} style={{ ...style, '--at': `${at}%` } as CSSProperties}>
			<div className="compare-after">{after}</div>
			<div className="compare-before">{before}</div>
			<div className="compare-line" aria-hidden="true" />
			<input
				type="range"
				min={0}
				max={100}
				step={0.5}
				value={at}
				aria-label={label}
				aria-valuetext={`${Math.round(at)} % photo, ${Math.round(100 - at)} % painting`}
				onChange={(event) => setAt(event.target.valueAsNumber)}
			/>
		</div>
	);
}
