import { useId } from 'react';
import field from './Field.module.css';
import styles from './Switch.module.css';

interface SwitchProps {
	readonly label: string;
	readonly value: boolean;
	readonly onChange: (value: boolean) => void;
	readonly advice?: string;
	readonly disabled?: boolean;
}

export function Switch({ label, value, onChange, advice, disabled }: SwitchProps) {
	const id = useId();
	return (
		<div className={field.field}>
			<label className={styles.switch}>
				<span>{label}</span>
				<input
					type="checkbox"
					role="switch"
					checked={value}
					aria-checked={value}
					disabled={disabled}
					aria-describedby={advice ? `${id}-advice` : undefined}
					onChange={(event) => onChange(event.target.checked)}
				/>
			</label>
			{advice && (
				<p className={field.advice} id={`${id}-advice`}>
					{advice}
				</p>
			)}
		</div>
	);
}
