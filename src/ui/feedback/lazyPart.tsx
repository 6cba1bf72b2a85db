/** Parts of the page whose scripts are loaded when they are first shown. A load that failed can be repeated. */
import { type ComponentType, createElement, type ReactNode, useEffect, useReducer } from 'react';
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

/** One try to load a part. */
interface Attempt<P> {
	/** Resolves however it ends. */
	readonly ended: Promise<void>;
	Part?: ComponentType<P>;
	error?: PartMissing;
}

/**
 * Without React's `lazy` and `Suspense`, which keep a failure for ever, and hold a loaded part back for up to 0.3 seconds
 * after anything else on the page has appeared.
 */
function renewable<P extends object>(name: string, load: Load<P>, fallback: ReactNode): ComponentType<P> {
	let current: Attempt<P> | undefined;
	const renew = () => {
		current = undefined;
	};
	const begin = (): Attempt<P> => {
		const attempt: Attempt<P> = {
			ended: loadMissingStyles()
				.then(load)
				.then(
					(module) => {
						attempt.Part = module.default;
					},
					(cause: unknown) => {
						attempt.error = new PartMissing(name, cause, renew);
					},
				),
		};
		return attempt;
	};
	const attemptNow = (): Attempt<P> => {
		current ??= begin();
		return current;
	};
	return (props) => {
		const [, update] = useReducer((count: number) => count + 1, 0);
		const { Part, error, ended } = attemptNow();
		const isEnded = Part !== undefined || error !== undefined;
		useEffect(() => {
			if (!isEnded) void ended.then(update);
		}, [ended, isEnded]);
		if (error !== undefined) throw error;
		return Part === undefined ? fallback : createElement(Part, props);
	};
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
	const Part = renewable(name, load, fallback);
	return (props) => (
		<ErrorBoundary name={name} onFailure={onFailure && ((error) => onFailure(error, props))}>
			<Part {...props} />
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
