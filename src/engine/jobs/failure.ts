import { AtelierError } from '../../models/errors';

/**
 * Any thrown value as a failure that can be shown: an error that the studio foresaw as it is, everything else with a
 * sentence around its message.
 */
export function failureOf(error: unknown): AtelierError {
	if (error instanceof AtelierError && error.code !== 'internal') return error;
	const detail = error instanceof Error ? error.message : String(error);
	const message = `Something in the studio failed (${detail}). Try again; reload the page if it happens again.`;
	return new AtelierError('internal', message, { cause: error });
}
