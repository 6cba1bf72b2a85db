/** Parts of the page whose scripts are loaded when they are first shown. A load that failed can be repeated. */
import { type ComponentType, createElement, lazy, type ReactNode, Suspense } from 'react';
import { ErrorBoundary } from './ErrorBoundary';
import { loadMissingStyles } from './missingStyles';
import { PartMissing } from './PartMissing';
import { report } from './toasts';

type Load<P> = () => Promise<{ readonly default: ComponentType<P> }>;

interface PartOptions<P> {
	/** Shown while the part is loading. */
	readonly fallback?: ReactNode;
	/** Called instead of showing the failure in place, such as for a dialog, which has no place. */
	readonly onFailure?: (error: Error, props: P) => void;
}

/** React keeps a failed `lazy` for ever, so each attempt makes a new one. */
function renewable<P extends object>(name: string, load: Load<P>): ComponentType<P> {
	const renew = () => {
		current = attempt();
	};
	const attempt = () =>
		lazy(async () => {
			try {
				await loadMissingStyles();
				return await load();
			} catch (cause) {
				throw new PartMissing(name, cause, renew);
			}
		});
	let current = attempt();
	return (props) => createElement(current as ComponentType<P>, props);
}

/**
 * Makes a component of a script that is loaded when it is first shown. A failure, to load or to run, stays within it.
 * @param name what the visitor calls it, such as "Paint"
 */
export function lazyPart<P extends object>(
	name: string,
	load: Load<P>,
	{ fallback = null, onFailure }: PartOptions<P> = {},
): ComponentType<P> {
	const Part = renewable(name, load);
	return (props) => (
		<ErrorBoundary name={name} onFailure={onFailure && ((error) => onFailure(error, props))}>
			<Suspense fallback={fallback}>
				<Part {...props} />
			</Suspense>
		</ErrorBoundary>
	);
}

/** Makes a dialog in the same way. Where it cannot be loaded, a message says so and the dialog counts as closed. */
export const lazyDialog = <P extends { onClose(): void }>(name: string, load: Load<P>): ComponentType<P> =>
	lazyPart(name, load, {
		onFailure(error, { onClose }) {
			report(error);
			onClose();
		},
	});
