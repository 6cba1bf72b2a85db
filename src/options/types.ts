/** The types of options. A feature declares each option once; panel, checks, recipe and flags follow from that. */

interface Described {
	readonly label: string;
	/** One or two sentences about the effect of higher and lower values. */
	readonly advice: string;
	/** Where the panel shows it: 'simple' is always visible, any other name is a heading under "More". Default: 'More'. */
	readonly group?: string;
	/** Whether it has any effect with the current values; the panel hides it if not. */
	readonly applies?: (values: OptionRecord) => boolean;
}

export interface NumberRange {
	readonly min: number;
	readonly max: number;
	/** Distance between two values. Where it and `min` are whole, only whole numbers are allowed. */
	readonly step: number;
}

export interface NumberOption extends Described, NumberRange {
	readonly kind: 'number';
	readonly default: number;
	/** Makes the slider logarithmic, so that small values are as easy to set as large ones. */
	readonly scale?: 'log';
	readonly unit?: string;
	/** Adds a button that sets a random value. */
	readonly dice?: boolean;
}

export interface ChoiceOption extends Described {
	readonly kind: 'choice';
	readonly default: string;
	readonly choices: readonly string[];
}

export interface SwitchOption extends Described {
	readonly kind: 'switch';
	readonly default: boolean;
}

/** Weights of 0 or more by name; a missing name has weight 0. */
export type Weights = Readonly<Record<string, number>>;

/** Weights of a network's layers. Names of layers that the current network does not have are ignored. */
export interface LayersOption extends Described {
	readonly kind: 'layers';
	readonly default: Weights;
}

export type Option = NumberOption | ChoiceOption | SwitchOption | LayersOption;
export type OptionTable = Readonly<Record<string, Option>>;

export type OptionValue = number | string | boolean | Weights;
export type OptionRecord = Readonly<Record<string, OptionValue>>;

/** The type of one option's value. */
export type ValueOf<O extends Option> = O extends { kind: 'choice'; choices: readonly (infer C)[] }
	? C
	: O extends { kind: 'number' }
		? number
		: O extends { kind: 'switch' }
			? boolean
			: Weights;

/** The type of a complete set of values: `OptionValues<typeof paintOptions>`. */
export type OptionValues<T extends OptionTable> = { readonly [K in keyof T]: ValueOf<T[K]> };
