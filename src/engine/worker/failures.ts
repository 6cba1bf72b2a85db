/** Errors of a device. */
import { AtelierError } from '../../models/errors';

const withCause = (cause: unknown) => (cause === undefined ? undefined : { cause });

export function deviceLost(cause?: unknown): AtelierError {
	return new AtelierError(
		'device-lost',
		'The graphics device stopped. Start again; if it happens again, choose a smaller size.',
		withCause(cause),
	);
}

export function outOfMemory(cause?: unknown): AtelierError {
	return new AtelierError(
		'out-of-memory',
		'There is not enough memory for this size. Choose a smaller one, or close other tabs.',
		withCause(cause),
	);
}
