import type { TabHelp } from '../types';

export const help: TabHelp = {
	purpose:
		'Writes a short story about a picture, word by word. A network looks at the picture, captions it, and shifts the captions’ meaning towards a genre or towards a text of your own; another network writes from there.',
	keys: [
		['Enter or Space on a word', 'Its probability and the words that were nearly chosen'],
		['← →', 'The next or previous word'],
		['Escape', 'Ends editing'],
	],
	limits: [
		'Stories are in English, up to some 300 words, and are not checked for sense.',
		'A style of your own needs a text of 200 sentences or more.',
	],
};
