/**
 * Every failure that a visitor may meet, as a code and a sentence that says what to do.
 * Lies in `models` because it is the lowest layer that can fail for reasons outside the code.
 */

export const errorCodes = [
	// Files from the server
	'network-failed',
	'model-missing',
	'model-damaged',
	'model-invalid',
	'model-incompatible',
	// The browser's storage
	'storage-refused',
	'storage-full',
	'storage-closed',
	// The worker and its device
	'worker-failed',
	'worker-died',
	'device-lost',
	'out-of-memory',
	'backend-unavailable',
	'unknown-job',
	'engine-closed',
	// Pictures
	'picture-empty',
	'picture-unreadable',
	'picture-truncated',
	'picture-unsupported',
	'picture-too-large',
	'picture-too-small',
	'pictures-missing',
	'camera-unavailable',
	// What a visitor asked for
	'option-invalid',
	'sentence-empty',
	'sentence-unknown',
	'recipe-invalid',
	'network-unsupported',
	'diverged',
	// Whatever was not foreseen
	'internal',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** What crosses between worker and page: structured clone drops an error's class, code and cause. */
export interface WireError {
	readonly code: ErrorCode | 'aborted';
	readonly message: string;
	readonly stack?: string;
	readonly cause?: string;
}

/**
 * @param code what went wrong, for programs
 * @param message one sentence for the visitor that says what to do next
 */
export class AtelierError extends Error {
	override readonly name = 'AtelierError';
	readonly code: ErrorCode;

	constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
		super(message, options);
		this.code = code;
	}
}

/** The one shape of a cancellation, the same as `fetch` and `AbortController` use. */
export function abortError(): DOMException {
	return new DOMException('The work was stopped.', 'AbortError');
}

/** True for a cancellation from any source: ours, `fetch`'s, or an `AbortSignal`'s default reason. */
export function isAbort(error: unknown): boolean {
	return error instanceof DOMException && error.name === 'AbortError';
}

/** Throws the AbortError of a signal that was aborted, whatever reason it was aborted with. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
	if (signal?.aborted) throw abortError();
}

/** Any thrown value as data. Errors that carry no code become `internal` and keep their stack. */
export function toWire(error: unknown): WireError {
	if (isAbort(error)) return { code: 'aborted', message: 'The work was stopped.' };
	if (!(error instanceof Error)) return { code: 'internal', message: String(error) };
	return {
		code: error instanceof AtelierError ? error.code : 'internal',
		message: error.message,
		...(error.stack === undefined ? {} : { stack: error.stack }),
		...(error.cause === undefined ? {} : { cause: String(error.cause) }),
	};
}

/** The error that `toWire` was given: an AbortError again, or an AtelierError with its code. */
export function fromWire(wire: WireError): Error {
	if (wire.code === 'aborted') return abortError();
	const error = new AtelierError(wire.code, wire.message, wire.cause === undefined ? undefined : { cause: wire.cause });
	if (wire.stack !== undefined) error.stack = wire.stack;
	return error;
}
