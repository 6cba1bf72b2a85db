import type { BlendPart } from './blending';
import { Slider } from './Slider';
import { Switch } from './Switch';

interface BlendProps {
	readonly label: string;
	/** Whether several can be selected. */
	readonly on: boolean;
	readonly onSwitch: (on: boolean) => void;
	/** The selected items. */
	readonly parts: readonly BlendPart[];
	readonly onWeigh: (key: string, weight: number) => void;
	readonly disabled?: boolean;
}

const range = { min: 0, max: 4, step: 0.05 };

/** A switch for selecting several items at once, and a weight for each of them. */
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
