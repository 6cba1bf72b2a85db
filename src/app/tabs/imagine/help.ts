import type { TabHelp } from '../types';

export const help: TabHelp = {
	purpose:
		'Draws birds from a sentence. The words that the networks know are marked as you type; the same sentence, seed and settings always give the same birds on one device.',
	keys: [
		['Enter', 'Draws the sentence'],
		['↓ ↑ and Tab', 'Choose a suggested word'],
		['← → on a bird', 'The next or previous bird of the sheet'],
		['Wheel, pinch or double click', 'Zooms the bird'],
		['Escape', 'Back to the whole sheet'],
	],
	limits: [
		'It knows birds and their colours, nothing else, and some birds come out misshapen.',
		'Pictures have 256 × 256 pixels.',
	],
};
