/** A picture to add to the library; its name is its content. */
export const picture = (name: string, kind: 'photo' | 'work' = 'photo') => ({
	kind,
	name,
	width: 40,
	height: 30,
	hash: `hash of ${name}`,
	picture: new Blob([name]),
	thumbnail: new Blob(),
});
