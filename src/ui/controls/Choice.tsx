import { useId } from 'react';
import styles from './Choice.module.css';
import field from './Field.module.css';

interface ChoiceProps<T extends string> {
	readonly label: string;
	readonly value: T;
	readonly choices: readonly { readonly value: T; readonly label: string }[];
	readonly onChange: (value: T) => void;
	readonly advice?: string;
	readonly disabled?: boolean;
	/** Shows the label to screen readers only. */
	readonly hideLabel?: boolean;
}

/** Radio buttons as a segmented bar, for a few choices. */
export function Choice<T extends string>({
	label,
	value,
	choices,
	onChange,
	advice,
	disabled,
	hideLabel,
}: ChoiceProps<T>) {
	const id = useId();
	return (
		<fieldset className={field.field} aria-describedby={advice ? `${id}-advice` : undefined}>
			<legend className={hideLabel ? 'visually-hidden' : styles.legend}>{label}</legend>
			<div className={styles.choice}>
				{choices.map((choice) => (
					<label key={choice.value}>
						<input
							type="radio"
							className="visually-hidden"
							name={id}
							value={choice.value}
							checked={choice.value === value}
							disabled={disabled}
							onChange={() => onChange(choice.value)}
						/>
						<span>{choice.label}</span>
					</label>
				))}
			</div>
			{advice && (
				<p className={field.advice} id={`${id}-advice`}>
					{advice}
				</p>
			)}
		</fieldset>
	);
}
