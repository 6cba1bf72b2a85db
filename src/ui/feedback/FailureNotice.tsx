import { useLayoutEffect } from 'react';
import type { AtelierError } from '../../models/errors';
import { Button } from '../controls/Button';
import { showInPlace } from './toasts';
import './FailureNotice.css';

interface FailureNoticeProps {
	/** Nothing is drawn without one. */
	readonly failure: AtelierError | undefined;
	/** Does again what failed; without it there is no such button. */
	readonly onRetry?: (() => void) | undefined;
	/** Without it the notice stays until the next run. */
	readonly onDismiss?: (() => void) | undefined;
}

/** Why the last run failed and what to do next, in the place where its result would stand. */
export function FailureNotice({ failure, ...ways }: FailureNoticeProps) {
	return failure && <Notice text={failure.message} {...ways} />;
}

function Notice({ text, onRetry, onDismiss }: Omit<FailureNoticeProps, 'failure'> & { readonly text: string }) {
	useLayoutEffect(() => showInPlace(text), [text]);
	return (
		<div className="failure" role="alert">
			<p>{text}</p>
			<div className="failure-ways">
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
			</div>
		</div>
	);
}
