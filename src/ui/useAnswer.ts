import { useEffect, useRef, useState } from 'react';
import { createJobRunner } from '../engine/jobs/runner';
import type { JobControl, RunFlags } from '../engine/jobs/types';
import type { LoadProgress } from '../engine/protocol';
import type { AtelierError } from '../models/errors';

interface Asking extends RunFlags {
	/** Progress of a network's download. */
	readonly loading?: LoadProgress;
}

export interface Answer<Q, A> {
	/** The last answer and its question, which is an older one while another is being answered. */
	readonly given: { readonly question: Q; readonly answer: A } | undefined;
	readonly loading: LoadProgress | undefined;
	/** Why the question could not be answered. */
	readonly failure: AtelierError | undefined;
	/** Asks again. */
	retry(): void;
	/** Forgets the failure. */
	dismiss(): void;
}

/**
 * Asks the engine whenever the question changes. The previous question is aborted, and so is the last one when the
 * component unmounts.
 * @param question the same object for the same question; undefined asks nothing
 */
export function useAnswer<Q, A>(
	question: Q | undefined,
	ask: (question: Q, options: { signal: AbortSignal; onLoading: (event: LoadProgress) => void }) => Promise<A>,
): Answer<Q, A> {
	const [given, setGiven] = useState<Answer<Q, A>['given']>();
	const [state, setState] = useState<{
		readonly run?: Asking | undefined;
		readonly failure?: AtelierError | undefined;
	}>({});
	const [runner] = useState(() => createJobRunner<Asking>({ publish: setState }));
	const latest = useRef(ask);
	latest.current = ask;
	const start = (asked: Q) => {
		const work = async ({ signal, update }: JobControl<Asking>) => {
			const onLoading = (loading: LoadProgress) => update((run) => ({ ...run, loading }));
			const answer = await latest.current(asked, { signal, onLoading });
			if (!signal.aborted) setGiven({ question: asked, answer });
		};
		// The failure is in the state.
		runner.run(() => ({ progress: {}, work })).catch(() => undefined);
	};
	// biome-ignore lint/correctness/useExhaustiveDependencies: only another question is asked anew
	useEffect(() => {
		if (question === undefined) return;
		start(question);
		return () => void runner.abort();
	}, [question, runner]);
	return {
		given,
		loading: state.run?.loading,
		failure: state.failure,
		retry: () => question !== undefined && start(question),
		dismiss: runner.dismiss,
	};
}
