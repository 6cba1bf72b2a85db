import { useId } from 'react';
import fieldStyles from './Field.module.css';
import { NumberField } from './NumberField';
import styles from './Slider.module.css';
import { positionOf, type Range, valueAt } from './scale';

interface SliderProps extends Range {
	readonly label: string;
	readonly value: number;
	readonly onChange: (value: number) => void;
	readonly unit?: string;
	readonly advice?: string;
	readonly disabled?: boolean;
	readonly children?: React.ReactNode;
}

/** A slider with a label and a number field for the same value. */
export function Slider({ label, value, onChange, unit, advice, disabled, children, ...range }: SliderProps) {
	const id = useId();
	const position = positionOf(value, range);
	// One arrow key is one step on a linear range, a hundredth of the way on a logarithmic one.
	const step = range.scale === 'log' ? 0.01 : range.step / (range.max - range.min);
	return (
		<div className={fieldStyles.field}>
			<div className={fieldStyles.head}>
				<label htmlFor={id}>{label}</label>
				{children}
				<NumberField label={label} value={value} onChange={onChange} unit={unit} disabled={disabled} {...range} />
			</div>
			<input
				id={id}
				className={styles.slider}
				type="range"
				min={0}
				max={1}
				step={range.scale === 'log' ? 'any' : step}
				value={position}
				disabled={disabled}
				aria-valuetext={unit ? `${value} ${unit}` : String(value)}
				aria-describedby={advice ? `${id}-advice` : undefined}
				style={{ '--position': position } as React.CSSProperties}
				onChange={(event) => onChange(valueAt(event.target.valueAsNumber, range))}
				onKeyDown={(event) => {
					const direction = directionOf(event.key);
					if (direction === 0 || range.scale !== 'log') return;
					event.preventDefault();
					onChange(nextOnKey(value, direction, range));
				}}
			/>
			{advice && (
				<p className={fieldStyles.advice} id={`${id}-advice`}>
					{advice}
				</p>
			)}
		</div>
	);
}

function directionOf(key: string): number {
	if (key === 'ArrowRight' || key === 'ArrowUp') return 1;
	return key === 'ArrowLeft' || key === 'ArrowDown' ? -1 : 0;
}

/** The value after a key press, which always changes it, however fine the scale is there. */
function nextOnKey(value: number, direction: number, range: Range): number {
	const moved = valueAt(positionOf(value, range) + direction * 0.01, range);
	return moved === value ? valueAt(positionOf(value + direction * range.step, range), range) : moved;
}
