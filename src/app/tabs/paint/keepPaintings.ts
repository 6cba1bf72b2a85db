/** Every finished painting goes into the library by itself. */
import type { Painting } from '../../../features/paint/state';
import { hashOf, thumbnailOf } from '../../../library/intake/tools';
import { attempt } from '../../../ui/feedback/toasts';
import { library, paint } from '../../studio';

async function keep({ png, title, recipe, result }: Painting): Promise<void> {
	const [hash, thumbnail] = await Promise.all([hashOf(png), thumbnailOf(png)]);
	const { width, height } = result.picture;
	await library.add({ kind: 'work', name: title, width, height, hash, picture: png, thumbnail, recipe });
}

export function keepPaintings(): void {
	paint.subscribe(({ paintings }, before) => {
		const newest = paintings.at(-1);
		if (newest !== undefined && !before.paintings.includes(newest)) attempt(() => keep(newest));
	});
}
