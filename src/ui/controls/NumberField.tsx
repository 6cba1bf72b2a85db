import { useLayoutEffect, useRef, useState } from 'react';
import styles from './Field.module.css';
import { onStep, type Range } from './scale';

interface NumberFieldProps extends Range {
	readonly label: string;
	readonly value: number;
	readonly onChange: (value: number) => void;
	readonly unit?: string | undefined;
	readonly disabled?: boolean | undefined;
}

/** A number field. The value is applied on Enter or when the field loses focus; an invalid one is reset. */
export function NumberField({ label, value, onChange, unit, disabled, ...range }: NumberFieldProps) {
	/** What is being typed: it stays when the value changes meanwhile. */
	const [draft, setDraft] = useState<string>();
	const text = draft ?? String(value);
	const input = useRef<HTMLInputElement>(null);
	const isSelected = isAllSelected(input.current);
	// A value that changes would put the cursor behind it, and what is typed next would be appended.
	useLayoutEffect(() => {
		if (isSelected && draft === undefined) input.current?.select();
	});
	const take = () => {
		const typed = Number(text.replace(',', '.'));
		const taken = text.trim() === '' || !Number.isFinite(typed) ? value : onStep(typed, range);
		setDraft(undefined);
		if (taken !== value) onChange(taken);
	};
	return (
		<span className={styles.number}>
			<input
				ref={input}
				type="text"
				inputMode="decimal"
				role="spinbutton"
				aria-label={unit ? `${label}, ${unit}` : label}
				aria-valuenow={value}
				aria-valuemin={range.min}
				aria-valuemax={range.max}
				size={Math.max(3, text.length)}
				value={text}
				disabled={disabled}
				onChange={(event) => setDraft(event.target.value)}
				onBlur={take}
				onKeyDown={(event) => {
					if (event.key === 'Enter') take();
					const steps = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
					if (steps === 0) return;
					setDraft(undefined);
					onChange(onStep(value + steps * range.step, range));
				}}
			/>
			{unit && <span aria-hidden="true">{unit}</span>}
		</span>
	);
}

const isAllSelected = (input: HTMLInputElement | null): boolean =>
	input !== null &&
	input === document.activeElement &&
	input.selectionStart === 0 &&
	input.selectionEnd === input.value.length;
