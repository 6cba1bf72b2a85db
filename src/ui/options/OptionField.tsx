import { randomSeed } from '../../options/declare';
import type { Option, OptionValue, Weights as WeightValues } from '../../options/types';
import { Button } from '../controls/Button';
import { Choice } from '../controls/Choice';
import { Slider } from '../controls/Slider';
import { Switch } from '../controls/Switch';
import { Weights } from '../controls/Weights';

interface OptionFieldProps {
	readonly option: Option;
	readonly value: OptionValue;
	readonly onChange: (value: OptionValue) => void;
	/** Names of the layers, for options of kind `layers`; default: those in the option's default value. */
	readonly layers?: readonly string[] | undefined;
	readonly disabled?: boolean | undefined;
	/** Small controls beside the label of a number. */
	readonly children?: React.ReactNode;
}

const spelt: Readonly<Record<string, string>> = { lbfgs: 'L-BFGS' };
const choiceLabel = (value: string): string => spelt[value] ?? value.charAt(0).toUpperCase() + value.slice(1);

/** The control for one option. The value must be of the option's kind: recipes are checked when they are read. */
export function OptionField({ option, value, onChange, layers, disabled, children }: OptionFieldProps) {
	const common = { label: option.label, advice: option.advice, ...(disabled === undefined ? {} : { disabled }) };
	switch (option.kind) {
		case 'number': {
			const { min, max, step, scale, unit } = option;
			const range = { min, max, step, ...(scale && { scale }), ...(unit && { unit }) };
			return (
				<Slider {...common} {...range} value={value as number} onChange={onChange}>
					{children}
					{option.dice && (
						<Button
							look="plain"
							size="small"
							icon="dice"
							iconOnly
							disabled={disabled}
							onClick={() => onChange(randomSeed())}
						>
							{`Random ${option.label.toLowerCase()}`}
						</Button>
					)}
				</Slider>
			);
		}
		case 'choice': {
			const choices = option.choices.map((choice) => ({ value: choice, label: choiceLabel(choice) }));
			return <Choice {...common} choices={choices} value={value as string} onChange={onChange} />;
		}
		case 'switch':
			return <Switch {...common} value={value as boolean} onChange={onChange} />;
		case 'layers': {
			const names = layers ?? Object.keys(option.default);
			return <Weights {...common} names={names} value={value as WeightValues} onChange={onChange} />;
		}
	}
}
