import type { StoryOptions } from './types';

export type OptionName = keyof StoryOptions;

export const simpleNames: readonly OptionName[] = ['length', 'strength', 'focus'];

/** How the table's other options are laid out under "More". */
export const moreGroups: readonly { readonly title: string; readonly names: readonly OptionName[] }[] = [
	{ title: 'Words', names: ['temperature', 'topP', 'repetitionPenalty', 'beamSize'] },
	{ title: 'Captions', names: ['samples', 'nearest'] },
	{ title: 'Chance', names: ['seed'] },
];
