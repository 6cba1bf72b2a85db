import { AtelierError } from '../../models/errors';

/** Makes any thrown value an error to show: a known error stays as it is, anything else gets a sentence around it. */
export function failureOf(error: unknown): AtelierError {
	if (error instanceof AtelierError && error.code !== 'internal') return error;
	const detail = error instanceof Error ? error.message : String(error);
	const message = `Something in the studio failed (${detail}). Try again; reload the page if it happens again.`;
	return new AtelierError('internal', message, { cause: error });
}
