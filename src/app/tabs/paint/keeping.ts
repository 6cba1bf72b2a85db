/** Puts every finished painting into the library. */
import type { Painting } from '../../../features/paint/state';
import type { Paint } from '../../../features/paint/store';
import { hashOf, thumbnailOf } from '../../../library/intake/tools';
import { attempt } from '../../../ui/feedback/toasts';
import { library } from '../../library';

async function keep({ png, film, title, recipe, result }: Painting): Promise<void> {
	const [hash, thumbnail] = await Promise.all([hashOf(film ?? png), thumbnailOf(png)]);
	const { width, height } = result.picture;
	const files = { picture: png, thumbnail, ...(film && { film }) };
	await library.add({ kind: 'work', name: title, width, height, hash, ...files, recipe });
}

export function keepPaintings(paint: Paint): void {
	paint.subscribe(({ paintings }, before) => {
		// Not what a reload or a redo brings back: the visitor may have deleted it from the library.
		if (before.run === undefined) return;
		const newest = paintings.at(-1);
		if (newest !== undefined && !before.paintings.includes(newest)) attempt(() => keep(newest));
	});
}
