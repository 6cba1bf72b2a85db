/** Checks the styles of a story before any work is done. */
import { AtelierError } from '../../../models/errors';
import type { StyleSpace } from '../../../networks/worker/storyteller';
import type { StoryStyle } from '../types';

/** @throws AtelierError option-invalid when no style has a weight, or one does not suit this storyteller */
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
