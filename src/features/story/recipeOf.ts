import { envelopeOf } from '../../library/recipes/envelope';
import { type RecipeStyle, recipeVersion, type StoryRecipe } from './recipe';
import type { Draft, StylePick } from './state';
import { toBase64 } from './vectorText';

const recipeStyle = (style: StylePick): RecipeStyle =>
	style.kind === 'genre'
		? { kind: 'genre', id: style.key, weight: style.weight }
		: {
				kind: 'own',
				name: style.title,
				weight: style.weight,
				vector: toBase64(style.vector),
				encoder: style.modelHash,
			};

/** The recipe of a draft with the text as it stands now. */
export function recipeOf(
	{ picture, settings, begin, title, result, origin, edited }: Draft,
	text: string,
	now: Date,
): StoryRecipe {
	const { name, hash, width, height } = picture;
	return {
		...envelopeOf('story', recipeVersion, origin?.created ?? now.toISOString()),
		network: { name: 'storyteller', hash: result?.modelHash ?? origin?.network ?? '' },
		backend: result?.backend ?? origin?.backend ?? '',
		picture: { name, hash, width, height },
		styles: settings.styles.map(recipeStyle),
		options: settings.options,
		...(begin === undefined ? {} : { begin }),
		...(title === undefined ? {} : { title }),
		edited,
		text,
	};
}
