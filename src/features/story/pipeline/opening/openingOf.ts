import type { RankedCaption } from '../../types';
import { firstSentence, titleOf } from './firstSentence';

/** How much a caption's likelihood counts beside its similarity to the picture: a near caption can be bad English. */
const LIKELIHOOD = 0.15;
/** Below this probability a caption is more likely wrong than right about the picture's main thing. */
const DOUBTFUL = 0.5;

export interface Opening {
	/** The best caption as a sentence in the past tense. */
	readonly opening?: string;
	readonly title?: string;
}

/** Finds the caption that a story can begin with. @returns nothing where no caption's grammar is clear */
export function openingOf(captions: readonly RankedCaption[]): Opening {
	const score = ({ similarity, likelihood = -2 }: RankedCaption) => similarity + LIKELIHOOD * likelihood;
	// A caption that is known to be doubtful is a last resort.
	const doubt = ({ probability = 1 }: RankedCaption) => Number(probability < DOUBTFUL);
	for (const { text } of [...captions].sort((a, b) => doubt(a) - doubt(b) || score(b) - score(a))) {
		const opening = firstSentence(text);
		if (opening === undefined) continue;
		const title = titleOf(text);
		return { opening, ...(title && { title }) };
	}
	return {};
}
