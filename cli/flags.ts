/** Command-line flags, declared in a table: parsing, error messages and `--help` follow from it. */
import { parseArgs } from 'node:util';
import { isInRange, rangeText } from '../src/options/check';
import type { NumberRange } from '../src/options/types';

export interface FlagBase {
	/** One line for `--help`. */
	readonly help: string;
	readonly required?: boolean;
}
export interface TextFlag extends FlagBase {
	readonly kind: 'text';
	/** The placeholder for the value in `--help`, such as FILE or TITLE. */
	readonly value: string;
	/** May be given several times: the value is then a list. */
	readonly repeated?: boolean;
}
export interface NumberFlag extends FlagBase, NumberRange {
	readonly kind: 'number';
	readonly default?: number;
	readonly unit?: string;
}
export interface ChoiceFlag extends FlagBase {
	readonly kind: 'choice';
	readonly choices: readonly string[];
	readonly default?: string;
}
/** `--name` and `--no-name`. */
export interface SwitchFlag extends FlagBase {
	readonly kind: 'switch';
	readonly default: boolean;
}
/** `name=number,name=number` */
export interface WeightsFlag extends FlagBase {
	readonly kind: 'weights';
	readonly default?: Readonly<Record<string, number>>;
}
/** `number,number` */
export interface NumbersFlag extends FlagBase {
	readonly kind: 'numbers';
}
export type Flag = TextFlag | NumberFlag | ChoiceFlag | SwitchFlag | WeightsFlag | NumbersFlag;
export type FlagTable = Readonly<Record<string, Flag>>;

type Value<F> = F extends { kind: 'text'; repeated: true }
	? string[]
	: F extends { kind: 'text' }
		? string
		: F extends { kind: 'number' }
			? number
			: F extends { kind: 'choice'; choices: readonly (infer C)[] }
				? C
				: F extends { kind: 'switch' }
					? boolean
					: F extends { kind: 'weights' }
						? Record<string, number>
						: F extends { kind: 'numbers' }
							? number[]
							: never;

/** The flags that were given. Defaults are not filled in: they are the command's business. */
export type Flags<T extends FlagTable> = { [K in keyof T]?: Value<T[K]> };

/** A wrong flag: printed without a stack, exit code 2. */
export class UsageError extends Error {
	override readonly name = 'UsageError';
}

/** contentWeight -> content-weight */
export const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function toNumber(text: string, flag: string): number {
	const value = Number(text);
	if (text.trim() === '' || !Number.isFinite(value)) throw new UsageError(`${flag} takes a number, not "${text}".`);
	return value;
}

function numberWithin(text: string, flag: string, spec: NumberFlag): number {
	const value = toNumber(text, flag);
	if (!isInRange(spec, value)) throw new UsageError(`${flag} takes ${rangeText(spec)}, not ${text}.`);
	return value;
}

function weights(text: string, flag: string): Record<string, number> {
	const pairs = text.split(',').map((pair) => {
		const [name = '', weight] = pair.split('=').map((part) => part.trim());
		if (name === '' || weight === undefined) {
			throw new UsageError(`${flag} takes names with weights, as relu1_1=1,relu2_1=2; "${pair}" is not one.`);
		}
		const value = toNumber(weight, `${flag} ${name}`);
		if (value < 0) throw new UsageError(`${flag}: the weight of ${name} must not be below 0.`);
		return [name, value] as const;
	});
	return Object.fromEntries(pairs);
}

function readValue(text: string, flag: string, spec: Exclude<Flag, SwitchFlag>): unknown {
	switch (spec.kind) {
		case 'text':
			if (text === '') throw new UsageError(`${flag} is empty: give it a ${spec.value.toLowerCase()}.`);
			return text;
		case 'number':
			return numberWithin(text, flag, spec);
		case 'choice':
			if (!spec.choices.includes(text)) {
				throw new UsageError(`${flag} takes one of ${spec.choices.join(', ')}, not "${text}".`);
			}
			return text;
		case 'weights':
			return weights(text, flag);
		case 'numbers':
			return text.split(',').map((part) => toNumber(part, flag));
	}
}

/** The flag that was probably meant: of those with the longest common prefix, the one closest in length. */
function nearest(name: string, names: readonly string[]): string | undefined {
	const common = (other: string) => {
		let length = 0;
		while (length < name.length && name[length] === other[length]) length++;
		return length;
	};
	const distance = (other: string) => Math.abs(other.length - name.length);
	const best = [...names].sort((a, b) => common(b) - common(a) || distance(a) - distance(b))[0];
	return best !== undefined && common(best) >= 3 ? best : undefined;
}

/**
 * Reads flags.
 * @param words the words after the command's name, such as `['--size', '256', '--seed=1']`
 * @throws UsageError with a sentence that names the flag and what it takes
 */
export function parseFlags<T extends FlagTable>(table: T, words: readonly string[]): Flags<T> {
	const byFlag = new Map(Object.entries(table).map(([name, spec]) => [kebab(name), { name, spec }]));
	const options = Object.fromEntries(
		[...byFlag].map(([flag, { spec }]) => [flag, { type: spec.kind === 'switch' ? 'boolean' : 'string' } as const]),
	);
	// Not strict: its error messages do not say what a flag takes.
	const { tokens } = parseArgs({ args: [...words], options, strict: false, tokens: true });
	const found: Record<string, unknown> = {};
	for (const token of tokens) {
		if (token.kind !== 'option' || !token.rawName.startsWith('--')) {
			throw new UsageError(`"${words[token.index]}" belongs to no flag: write every value after its flag.`);
		}
		const flag = token.rawName;
		const negated = /^no-(.+)/.exec(token.name)?.[1];
		const entry = byFlag.get(token.name) ?? switchOf(byFlag.get(negated ?? ''));
		if (entry === undefined) {
			const hint = nearest(token.name, [...byFlag.keys()]);
			throw new UsageError(`There is no flag ${flag}.${hint === undefined ? '' : ` Did you mean --${hint}?`}`);
		}
		const { name, spec } = entry;
		const repeated = spec.kind === 'text' && spec.repeated;
		if (name in found && !repeated) throw new UsageError(`${flag} is given twice.`);
		if (spec.kind === 'switch') {
			if (token.inlineValue) throw new UsageError(`${flag} takes no value: write ${flag} or --no-${kebab(name)}.`);
			found[name] = byFlag.has(token.name);
			continue;
		}
		const text = token.value;
		if (text === undefined || (!token.inlineValue && text.startsWith('--'))) {
			throw new UsageError(`${flag} needs a value.`);
		}
		const value = readValue(text, flag, spec);
		found[name] = repeated ? [...((found[name] as unknown[]) ?? []), value] : value;
	}
	for (const [name, spec] of Object.entries(table)) {
		if (spec.required && !(name in found)) throw new UsageError(`--${kebab(name)} is missing: ${spec.help}`);
	}
	return found as Flags<T>;
}

interface Entry {
	readonly name: string;
	readonly spec: Flag;
}

/** The entry, if it may be negated. */
const switchOf = (entry: Entry | undefined) => (entry?.spec.kind === 'switch' ? entry : undefined);

function shape(spec: Flag): string {
	switch (spec.kind) {
		case 'text':
			return spec.value;
		case 'number':
			return `${spec.min}..${spec.max}${spec.unit === undefined ? '' : ` ${spec.unit}`}`;
		case 'choice':
			return spec.choices.join('|');
		case 'switch':
			return '';
		case 'weights':
			return 'NAME=WEIGHT,...';
		case 'numbers':
			return 'NUMBER,...';
	}
}

function defaultOf(spec: Flag): string {
	if (spec.kind === 'switch') return spec.default ? 'on' : 'off';
	if (spec.kind === 'weights' && spec.default !== undefined) {
		return Object.entries(spec.default)
			.map(([name, weight]) => `${name}=${weight}`)
			.join(',');
	}
	return 'default' in spec && spec.default !== undefined ? String(spec.default) : '';
}

/** Two lines per flag: its form, then what it does and its default. */
export function describeFlags(table: FlagTable): string {
	return Object.entries(table)
		.map(([name, spec]) => {
			const form = `--${spec.kind === 'switch' ? '[no-]' : ''}${kebab(name)} ${shape(spec)}`.trimEnd();
			const usual = defaultOf(spec);
			const more = spec.required ? ' (required)' : usual === '' ? '' : ` (default ${usual})`;
			const many = spec.kind === 'text' && spec.repeated ? ' May be given several times.' : '';
			return `  ${form}\n      ${spec.help}${many}${more}`;
		})
		.join('\n');
}
