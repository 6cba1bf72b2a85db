/** Whatever asks for a story (page, command line) is checked here, before any work. */
import { checkNumbers } from '../../../engine/worker/checkNumbers';
import { AtelierError } from '../../../models/errors';
import { type NumberOption, type StoryOption, storyOptions } from '../options';
import type { StoryOptions, StoryStyle } from '../types';
import type { StyleSpace } from './shift';

/** @throws AtelierError option-invalid naming the option and what it can be */
export function checkOptions(options: StoryOptions): void {
	const given = options as unknown as Readonly<Record<string, unknown>>;
	const numbers: Record<string, NumberOption> = {};
	for (const [name, option] of Object.entries<StoryOption>(storyOptions)) {
		if (option.kind === 'number') numbers[name] = option;
		else if (!option.choices.includes(given[name] as string)) {
			throw new AtelierError(
				'option-invalid',
				`${option.label} cannot be ${JSON.stringify(given[name])}: choose one of ${option.choices.join(', ')}.`,
			);
		}
	}
	checkNumbers(numbers, given as Record<string, number>);
}

/** @throws AtelierError option-invalid when there is none, or one that this storyteller cannot take */
export function checkStyles({ genres, captions }: StyleSpace, styles: readonly StoryStyle[]): void {
	for (const style of styles) {
		if (!(Number.isFinite(style.weight) && style.weight >= 0)) {
			throw invalid(`A style's weight cannot be ${JSON.stringify(style.weight)}: choose 0 or more.`);
		}
		if (style.kind === 'genre' && !genres.has(style.id)) {
			throw invalid(`There is no genre "${style.id}". Choose one of ${[...genres.keys()].join(', ')}.`);
		}
		if (style.kind === 'own' && !(style.vector.length === captions.length && style.vector.every(Number.isFinite))) {
			throw invalid(`"${style.name}" was read by another version of the sentence encoder. Give its text again.`);
		}
	}
	if (!styles.some(({ weight }) => weight > 0)) throw invalid('A story needs a style. Choose a genre.');
}

const invalid = (message: string) => new AtelierError('option-invalid', message);
