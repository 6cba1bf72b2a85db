import { useEffect, useState } from 'react';
import { report } from '../../ui/feedback/toasts';
import { useObjectUrl } from '../../ui/useObjectUrl';
import type { Entry } from '../browse/entry';

/** An object URL of an entry's picture: of its thumbnail until the picture itself is read. */
export function usePicture(entry: Entry): string | undefined {
	const { key, hash, thumbnail } = entry;
	const [read, setRead] = useState<{ readonly of: string; readonly picture: Blob }>();
	const name = `${key} ${hash}`;
	// biome-ignore lint/correctness/useExhaustiveDependencies: a new caption does not change the picture
	useEffect(() => {
		let wanted = true;
		entry.source
			.picture(entry)
			.then((picture) => wanted && setRead({ of: name, picture }))
			.catch((error: unknown) => wanted && report(error));
		return () => {
			wanted = false;
		};
	}, [name]);
	return useObjectUrl(read?.of === name ? read.picture : thumbnail);
}
