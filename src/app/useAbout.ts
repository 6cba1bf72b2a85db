import { useEffect, useState } from 'react';
import { report } from '../ui/feedback/toasts';
import { makerOf } from './tabs/registry';

interface Recorded {
	readonly recipe?: unknown;
}

/** One line on how a work was made. Undefined for photos, and until the reader of the maker's recipes is loaded. */
export function useAbout(item: Recorded | undefined): string | undefined {
	const [read, setRead] = useState<{ readonly item: Recorded; readonly about: string | undefined }>();
	useEffect(() => {
		const works = makerOf(item?.recipe)?.works;
		if (item === undefined || works === undefined) return;
		let wanted = true;
		works
			.about(item.recipe)
			.then((about) => wanted && setRead({ item, about }))
			.catch(report);
		return () => {
			wanted = false;
		};
	}, [item]);
	return read?.item === item ? read?.about : undefined;
}
