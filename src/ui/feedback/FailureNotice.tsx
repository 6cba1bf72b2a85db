import { useLayoutEffect } from 'react';
import type { AtelierError } from '../../models/errors';
import { Button } from '../controls/Button';
import { Notice } from './Notice';
import { showInPlace } from './toasts';

interface FailureNoticeProps {
	/** The failure; without one nothing is shown. */
	readonly failure: AtelierError | undefined;
	/** Retries what failed; without it there is no retry button. */
	readonly onRetry?: (() => void) | undefined;
	/** Closes the notice; without it, the notice stays until the next run. */
	readonly onDismiss?: (() => void) | undefined;
}

/** Shows why the last run failed and what to do next, in place of the result. */
export function FailureNotice({ failure, ...ways }: FailureNoticeProps) {
	return failure && <Failure text={failure.message} {...ways} />;
}

function Failure({ text, onRetry, onDismiss }: Omit<FailureNoticeProps, 'failure'> & { readonly text: string }) {
	useLayoutEffect(() => showInPlace(text), [text]);
	return (
		<Notice role="alert" text={text}>
			{onRetry && (
				<Button icon="restore" onClick={onRetry}>
					Try again
				</Button>
			)}
			{onDismiss && (
				<Button look="plain" onClick={onDismiss}>
					Dismiss
				</Button>
			)}
		</Notice>
	);
}
