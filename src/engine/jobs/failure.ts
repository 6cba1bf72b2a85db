import { AtelierError } from '../../models/errors';

/** What browsers and Vite say when a script or style sheet that is loaded on demand does not arrive. */
const missingScript =
	/dynamically imported module|module script failed|preload CSS|error loading dynamically|importing a module/i;

/** Makes any thrown value an error to show: a known error stays as it is, anything else gets a sentence around it. */
export function failureOf(error: unknown): AtelierError {
	if (error instanceof AtelierError && error.code !== 'internal') return error;
	const detail = error instanceof Error ? error.message : String(error);
	if (missingScript.test(detail)) {
		return new AtelierError(
			'network-failed',
			'A part of the studio could not be loaded. Check your connection and try again; reload the page if it happens again.',
			{ cause: error },
		);
	}
	const message = `Something in the studio failed (${detail}). Try again; reload the page if it happens again.`;
	return new AtelierError('internal', message, { cause: error });
}
