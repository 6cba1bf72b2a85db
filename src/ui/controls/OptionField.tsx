import { Choice } from './Choice';
import { Slider } from './Slider';
import { Switch } from './Switch';
import { Weights } from './Weights';

/** What a feature's option table declares of one option; the table's own types are narrower. */
export type OptionSpec = { readonly label: string; readonly advice: string } & (
	| {
			readonly kind: 'number';
			readonly min: number;
			readonly max: number;
			readonly step: number;
			readonly scale?: 'log';
			readonly unit?: string;
	  }
	| { readonly kind: 'choice'; readonly choices: readonly string[] }
	| { readonly kind: 'switch' }
	| { readonly kind: 'layers' }
);

export type OptionValue = number | string | boolean | Readonly<Record<string, number>>;

interface OptionFieldProps {
	readonly option: OptionSpec;
	readonly value: OptionValue;
	readonly onChange: (value: OptionValue) => void;
	/** Names to weigh, for options of kind `layers`. */
	readonly layers?: readonly string[];
	readonly disabled?: boolean;
	/** A small control beside the label of a number. */
	readonly children?: React.ReactNode;
}

const spoken: Readonly<Record<string, string>> = { lbfgs: 'L-BFGS' };
const choiceLabel = (value: string): string => spoken[value] ?? value.charAt(0).toUpperCase() + value.slice(1);

/** The control for one option of a table. The value must be of the option's kind; recipes are checked before. */
export function OptionField({ option, value, onChange, layers = [], disabled, children }: OptionFieldProps) {
	const common = { label: option.label, advice: option.advice, ...(disabled === undefined ? {} : { disabled }) };
	switch (option.kind) {
		case 'number': {
			const { min, max, step, scale, unit } = option;
			const range = { min, max, step, ...(scale && { scale }), ...(unit && { unit }) };
			return (
				<Slider {...common} {...range} value={value as number} onChange={onChange}>
					{children}
				</Slider>
			);
		}
		case 'choice': {
			const choices = option.choices.map((choice) => ({ value: choice, label: choiceLabel(choice) }));
			return <Choice {...common} choices={choices} value={value as string} onChange={onChange} />;
		}
		case 'switch':
			return <Switch {...common} value={value as boolean} onChange={onChange} />;
		case 'layers':
			return (
				<Weights {...common} names={layers} value={value as Readonly<Record<string, number>>} onChange={onChange} />
			);
	}
}
