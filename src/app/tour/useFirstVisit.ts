import { useEffect, useRef } from 'react';
import { isAutomated, isFirstVisit } from '../navigation';

/** Milliseconds after which the first screen is there. */
const delay = 1200;

/** Calls the listener on the first visit, once the first screen is there, unless the visitor has begun by then. */
export function useFirstVisit(onFirstVisit: () => void): void {
	const latest = useRef(onFirstVisit);
	useEffect(() => {
		if (!isFirstVisit || isAutomated()) return;
		const timer = setTimeout(() => latest.current(), delay);
		const leave = () => clearTimeout(timer);
		const signs = ['pointerdown', 'keydown'] as const;
		for (const sign of signs) addEventListener(sign, leave);
		return () => {
			leave();
			for (const sign of signs) removeEventListener(sign, leave);
		};
	}, []);
}
