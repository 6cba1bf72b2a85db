import { useId } from 'react';
import choice from './Choice.module.css';
import field from './Field.module.css';
import { NumberField } from './NumberField';
import styles from './Weights.module.css';

interface WeightsProps {
	readonly label: string;
	/** All items that can have a weight, in order. */
	readonly names: readonly string[];
	readonly value: Readonly<Record<string, number>>;
	readonly onChange: (value: Readonly<Record<string, number>>) => void;
	readonly advice?: string;
	readonly disabled?: boolean;
}

const range = { min: 0, max: 100, step: 0.01 };

/** A short list with a check box and a weight for each item. Unchecked items have weight 0. */
export function Weights({ label, names, value, onChange, advice, disabled }: WeightsProps) {
	const id = useId();
	const set = (name: string, weight: number) => {
		const rest = Object.entries(value).filter(([other]) => other !== name);
		onChange(Object.fromEntries(weight > 0 ? [...rest, [name, weight]] : rest));
	};
	return (
		<fieldset className={field.field} aria-describedby={advice ? `${id}-advice` : undefined}>
			<legend className={choice.legend}>{label}</legend>
			<ul className={styles.weights}>
				{names.map((name) => {
					const weight = value[name] ?? 0;
					return (
						<li key={name} className={weight > 0 ? styles.on : undefined}>
							<label>
								<input
									type="checkbox"
									checked={weight > 0}
									disabled={disabled}
									onChange={(event) => set(name, event.target.checked ? 1 : 0)}
								/>
								<code>{name}</code>
							</label>
							{weight > 0 && (
								<NumberField
									label={`Weight of ${name}`}
									value={weight}
									onChange={(next) => set(name, next)}
									disabled={disabled}
									{...range}
								/>
							)}
						</li>
					);
				})}
			</ul>
			{advice && (
				<p className={field.advice} id={`${id}-advice`}>
					{advice}
				</p>
			)}
		</fieldset>
	);
}
