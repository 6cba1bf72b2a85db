import { useId } from 'react';
import './Field.css';
import './Choice.css';

interface ChoiceProps<T extends string> {
	readonly label: string;
	readonly value: T;
	readonly choices: readonly { readonly value: T; readonly label: string }[];
	readonly onChange: (value: T) => void;
	readonly advice?: string;
	readonly disabled?: boolean;
	/** Shows the label to screen readers only. */
	readonly hideLabel?: boolean;
	/** Places the choices beside the label, for two or three short ones. */
	readonly inline?: boolean;
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
	inline,
}: ChoiceProps<T>) {
	const id = useId();
	return (
		<fieldset
			className={inline ? 'field choice-inline' : 'field'}
			aria-describedby={advice ? `${id}-advice` : undefined}
		>
			<legend className={hideLabel ? 'visually-hidden' : 'choice-legend'}>{label}</legend>
			<div className="choice">
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
				<p className="advice" id={`${id}-advice`}>
					{advice}
				</p>
			)}
		</fieldset>
	);
}
