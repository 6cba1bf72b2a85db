import { useEffect, useState } from 'react';
import type { Choice } from '../engine/shared/choice';
import { wantedBackend } from '../engine/wanted';

/** What will compute and why, before the worker has started. */
export function useExpectedBackend(): Choice | undefined {
	const [expected, setExpected] = useState<Choice>();
	useEffect(() => {
		import('../engine/shared/expect')
			.then(({ expectBackend }) => expectBackend(wantedBackend(location.search)))
			// The worker says what is wrong when it is needed.
			.then(setExpected, () => undefined);
	}, []);
	return expected;
}
