import { Slider } from './Slider';
import { Switch } from './Switch';

interface BlendProps {
	readonly label: string;
	/** Whether several may be chosen. */
	readonly on: boolean;
	readonly onSwitch: (on: boolean) => void;
	/** What is chosen; weights are relative to one another. */
	readonly parts: readonly { readonly key: string; readonly title: string; readonly weight: number }[];
	readonly onWeigh: (key: string, weight: number) => void;
	readonly disabled?: boolean;
}

const range = { min: 0, max: 4, step: 0.05 };

/** Lets several of a kind be chosen at once, each with a weight. */
export const Blend = ({ label, on, onSwitch, parts, onWeigh, disabled = false }: BlendProps) => (
	<>
		<Switch label={label} value={on} onChange={onSwitch} disabled={disabled} />
		{on &&
			parts.map(({ key, title, weight }) => (
				<Slider
					key={key}
					label={title}
					value={weight}
					disabled={disabled}
					onChange={(next) => onWeigh(key, next)}
					{...range}
				/>
			))}
	</>
);
