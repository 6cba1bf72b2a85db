import type { TabHelp } from '../types';

export const help: TabHelp = {
	purpose:
		'Captions your pictures and finds them by a description, by another picture, or on a map where similar pictures lie together. The words view shows how the network relates words.',
	keys: [
		['Escape', 'Clears the search, or closes the picture'],
		['Arrow keys', 'Move among the pictures or on the map'],
		['Delete', 'Removes the picture from the index'],
	],
	limits: [
		'Captions are in English and often wrong in details.',
		'Only small copies of the pictures in a folder are kept: add the folder again for full size.',
	],
};
