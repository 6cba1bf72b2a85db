/** How captions are worded: those that the captioner is not sure of are said as guesses. */
import type { Caption } from './types';

/** Below this a caption is more likely wrong than right about the picture's main thing. */
const SURE = 0.5;

type Worded = Pick<Caption, 'text' | 'probability'>;

/** Whether the captioner thinks it more likely wrong than right; never where it does not know. */
export const isUnsure = ({ probability }: Pick<Caption, 'probability'>): boolean =>
	probability !== undefined && probability < SURE;

/** The caption, or "Perhaps: " and the caption. */
export const wordingOf = (caption: Worded): string => (isUnsure(caption) ? `Perhaps: ${caption.text}` : caption.text);
